using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Perch.Api;

/// <summary>
/// The names of an enum's members on the wire: kebab-case, or what <see cref="JsonStringEnumMemberNameAttribute"/> says.
/// </summary>
public static class WireNames
{
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => Names<TEnum>.ByValue[value];

    public static bool TryRead<TEnum>(string name, out TEnum value)
        where TEnum : struct, Enum => Names<TEnum>.ByName.TryGetValue(name, out value);

    /// <summary>All names, for a message to the caller: <c>takeover, replace, refuse, share</c>.</summary>
    public static string Listed<TEnum>()
        where TEnum : struct, Enum => string.Join(", ", Names<TEnum>.ByName.Keys);

    private static class Names<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Dictionary<string, TEnum> ByName =
            Enum.GetValues<TEnum>().ToDictionary(NameOf, StringComparer.Ordinal);

        public static readonly Dictionary<TEnum, string> ByValue =
            ByName.ToDictionary(entry => entry.Value, entry => entry.Key);

        private static string NameOf(TEnum value)
        {
            var member = Enum.GetName(value)!;
            var attribute = typeof(TEnum).GetField(member)!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>();
            return attribute?.Name ?? JsonNamingPolicy.KebabCaseLower.ConvertName(member);
        }
    }
}
