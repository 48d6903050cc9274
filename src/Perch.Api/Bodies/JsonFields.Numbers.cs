using System.Globalization;
using System.Text.Json;

namespace Perch.Api;

public partial class JsonFields
{
    /// <summary>True or false; null falls back.</summary>
    public bool Flag(string name, bool current, bool whenCleared = false) =>
        Optional(name, current, whenCleared, value => ReadFlag(name, value) ?? current);

    /// <summary>True, false, or null for "not said here".</summary>
    public bool? OptionalFlag(string name, bool? current) =>
        Optional(name, current, null, value => ReadFlag(name, value) ?? current);

    /// <summary>A whole number; null falls back.</summary>
    public int Number(string name, int current, int whenCleared, Range allowed) =>
        Optional(name, current, whenCleared, value => ReadNumber(name, value, allowed) ?? current);

    /// <summary>A whole number, or null for "not said here".</summary>
    public int? Number(string name, int? current, Range allowed) =>
        Optional(name, current, null, value => ReadNumber(name, value, allowed) ?? current);

    /// <summary>A number with or without decimals, or null for "not said here".</summary>
    public double? Quantity(string name, double? current, double min, double max) =>
        Optional(name, current, null, value => ReadQuantity(name, value, min, max) ?? current);

    /// <summary>A time of day as <c>HH:MM</c>, or null.</summary>
    public TimeOnly? TimeOfDay(string name, TimeOnly? current) =>
        Optional(name, current, null, value => ReadString(name, value) switch
        {
            null => current,
            var text when TimeOnly.TryParseExact(
                text, TimeOfDayConverter.Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) => time,
            _ => Wrong(name, "must be a time of day such as 03:00", current),
        });

    private bool? ReadFlag(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when AsText && bool.TryParse(value.GetString(), out var flag) => flag,
        _ => Wrong<bool?>(name, "must be true or false", null),
    };

    private int? ReadNumber(string name, JsonElement value, Range allowed)
    {
        if (!TryGetWhole(value, out var number))
        {
            return Wrong<int?>(name, "must be a whole number", null);
        }

        var (min, max) = (allowed.Start.Value, allowed.End.Value);
        return number >= min && number <= max ? number : Wrong<int?>(name, $"must be from {min} to {max}", null);
    }

    private double? ReadQuantity(string name, JsonElement value, double min, double max)
    {
        if (!TryGetNumber(value, out var number))
        {
            return Wrong<double?>(name, "must be a number", null);
        }

        return number >= min && number <= max
            ? number
            : Wrong<double?>(name, string.Create(CultureInfo.InvariantCulture, $"must be from {min} to {max}"), null);
    }

    private bool TryGetWhole(JsonElement value, out int number)
    {
        number = 0;

        return value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetInt32(out number),
            JsonValueKind.String => AsText && int.TryParse(value.GetString(), CultureInfo.InvariantCulture, out number),
            _ => false,
        };
    }

    private bool TryGetNumber(JsonElement value, out double number)
    {
        number = 0;

        return value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDouble(out number),
            JsonValueKind.String => AsText && double.TryParse(value.GetString(), CultureInfo.InvariantCulture, out number),
            _ => false,
        };
    }
}
