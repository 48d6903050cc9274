using System.Collections.Frozen;

namespace Perch.Directory;

/// <summary>
/// The numbers that call for help, by country. Where nobody has said the country, and where the table does not know it,
/// they are 112, 911 and 999.
/// </summary>
public static class EmergencyNumbers
{
    private static readonly string[] _anywhere = ["112", "911", "999"];

    private static readonly FrozenDictionary<string, string[]> _byCountry = Read(
        """
        AD 112 110 116 118
        AE 999 112 997 998
        AL 112 127 128 129
        AM 112 911 101 102 103
        AR 911 100 101 107
        AT 112 122 133 144
        AU 000 112 106
        AZ 112 101 102 103
        BA 112 122 123 124
        BD 999
        BE 112 100 101
        BG 112 150 160 166
        BH 999
        BR 190 192 193 112 911
        BY 112 101 102 103
        CA 911
        CH 112 117 118 144
        CL 131 132 133
        CN 110 119 120 122
        CO 123 112
        CR 911
        CY 112 199
        CZ 112 150 155 158
        DE 112 110
        DK 112
        DO 911
        EC 911
        EE 112
        EG 122 123 180
        ES 112 061 062 080 085 091 092
        FI 112
        FR 112 15 17 18 114
        GB 999 112
        GE 112
        GR 112 100 166 199
        HK 999 112
        HR 112 192 193 194
        HU 112 104 105 107
        ID 112 110 113 118 119
        IE 999 112
        IL 100 101 102 112
        IN 112 100 101 102 108
        IS 112
        IT 112 113 115 118
        JP 110 118 119
        KE 999 112 911
        KR 112 119
        KZ 112 101 102 103
        LI 112 117 118 144
        LT 112
        LU 112 113
        LV 112 110 113
        MC 112 15 17 18
        MD 112
        ME 112 122 123 124
        MK 112 192 193 194
        MT 112
        MX 911
        MY 999 112
        NG 112 199
        NL 112
        NO 112 110 113
        NZ 111
        PE 105 106 116
        PH 911
        PL 112 997 998 999
        PT 112
        QA 999
        RO 112
        RS 112 192 193 194
        RU 112 101 102 103
        SA 911 997 998 999
        SE 112
        SG 999 995
        SI 112 113
        SK 112 150 155 158
        SM 112 113 115 118
        TH 191 199 1669
        TR 112
        TW 110 119 112
        UA 112 101 102 103
        US 911
        UY 911
        VA 112 113 115 118
        ZA 112 10111 10177
        """);

    private static readonly FrozenSet<string> _somewhere =
        _byCountry.Values.SelectMany(numbers => numbers).Concat(_anywhere).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether it calls for help in some country, behind some outside prefix: for who does not know more yet.</summary>
    public static bool IsOneSomewhere(string dialled) => Enumerable.Range(0, 1 + DirectoryLimits.OutsidePrefixMaxDigits)
        .Any(prefix => dialled.Length > prefix && _somewhere.Contains(dialled[prefix..]));

    /// <param name="country">ISO 3166-1 alpha-2, or null while nobody has said.</param>
    public static IReadOnlyList<string> Of(string? country) =>
        country is not null && _byCountry.TryGetValue(country, out var numbers) ? numbers : _anywhere;

    /// <summary>Whether dialling this where the country holds calls for help, with the outside prefix or without.</summary>
    public static bool Has(string? country, string? outsidePrefix, string dialled) =>
        Of(country).Any(number => IsDialledAs(number, outsidePrefix, dialled));

    private static bool IsDialledAs(string number, string? prefix, string dialled) =>
        dialled == number
        || (prefix is not null && dialled.Length == prefix.Length + number.Length
            && dialled.StartsWith(prefix, StringComparison.Ordinal) && dialled.EndsWith(number, StringComparison.Ordinal));

    private static FrozenDictionary<string, string[]> Read(string table) => table
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(' '))
        .ToFrozenDictionary(words => words[0], words => words[1..], StringComparer.Ordinal);
}
