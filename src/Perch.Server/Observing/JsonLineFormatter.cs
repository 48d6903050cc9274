using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Serilog.Events;
using Serilog.Formatting;

namespace Perch.Server.Observing;

/// <summary>
/// One JSON object on a line for each event. The values of a message are strings or numbers as they were logged, so that
/// a secret, which prints as stars, is stars here too.
/// </summary>
internal sealed class JsonLineFormatter : ITextFormatter
{
    private static readonly JsonWriterOptions _options = new()
    {
        // Letters of all languages as they are; what steers a terminal is escaped.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public void Format(LogEvent logEvent, TextWriter output)
    {
        var buffer = new ArrayBufferWriter<byte>();

        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            Write(logEvent, json);
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void Write(LogEvent logEvent, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("time", logEvent.Timestamp.UtcDateTime);
        json.WriteString("level", LogParts.Word(logEvent.Level));
        WriteIfAny(json, "source", LogParts.Source(logEvent));
        json.WriteString("message", LogParts.Message(logEvent));
        WriteIfAny(json, "callId", LogParts.CallId(logEvent));
        WriteIfAny(json, "exception", logEvent.Exception?.ToString());
        json.WriteString("template", logEvent.MessageTemplate.Text);
        json.WriteStartObject("properties");

        foreach (var (name, value) in logEvent.Properties)
        {
            if (name is not (LogParts.SourceName or LogParts.CallIdName))
            {
                json.WritePropertyName(JsonNamingPolicy.CamelCase.ConvertName(name));
                Write(value, json);
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteIfAny(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void Write(LogEventPropertyValue value, Utf8JsonWriter json)
    {
        switch (value)
        {
            case ScalarValue scalar:
                Write(scalar.Value, json);
                break;

            case SequenceValue sequence:
                json.WriteStartArray();

                foreach (var element in sequence.Elements)
                {
                    Write(element, json);
                }

                json.WriteEndArray();
                break;

            case StructureValue structure:
                json.WriteStartObject();

                foreach (var property in structure.Properties)
                {
                    json.WritePropertyName(JsonNamingPolicy.CamelCase.ConvertName(property.Name));
                    Write(property.Value, json);
                }

                json.WriteEndObject();
                break;

            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }

    private static void Write(object? value, Utf8JsonWriter json)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;

            case bool truth:
                json.WriteBooleanValue(truth);
                break;

            case int or long or short or byte or uint:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;

            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;

            default:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
