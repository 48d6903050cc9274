using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Perch.Api;

/// <summary>Times of day as <c>HH:MM</c>.</summary>
internal sealed class TimeOfDayConverter : JsonConverter<TimeOnly>
{
    internal const string Format = "HH:mm";

    public override TimeOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TimeOnly.ParseExact(reader.GetString()!, Format, CultureInfo.InvariantCulture);

    public override void Write(Utf8JsonWriter writer, TimeOnly value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString(Format, CultureInfo.InvariantCulture));
}
