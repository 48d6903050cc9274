using System.Buffers;

namespace Perch.Directory;

/// <summary>What may be written about a device, as far as it needs nobody else.</summary>
internal static class DeviceRules
{
    // What survives in a SIP URI and in a configuration file without escapes.
    private static readonly SearchValues<char> _usernameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~+");

    /// <summary>The draft with its MAC address in the one way that it is kept.</summary>
    public static DeviceDraft Normalise(DeviceDraft draft) =>
        draft.MacAddress is { } mac ? draft with { MacAddress = Directory.MacAddress.TryRead(mac) ?? mac } : draft;

    public static void Check(FieldChecks checks, DeviceDraft draft)
    {
        checks.Required("nickname", draft.Nickname);
        checks.Text("externalId", draft.ExternalId);
        checks.Text("brand", draft.Brand);
        checks.Text("model", draft.Model);
        checks.Language("language", draft.Language);
        if (draft.MacAddress is { } mac && Directory.MacAddress.TryRead(mac) is null)
        {
            checks.Wrong("macAddress", "must be twelve hexadecimal digits, such as 00:15:65:12:34:56");
        }

        UserRules.CallerId(checks, draft.CallerId);
        if (draft.Emergency.CallerId is { } number && !UserRules.IsPublicNumber(number))
        {
            checks.Wrong("emergency.callerId", UserRules.PublicNumber);
        }

        Sip(checks, draft.Sip);
        PolicyRules.Check(checks, draft.Policy);
    }

    private static void Sip(FieldChecks checks, SipDraft sip)
    {
        checks.Required("sip.username", sip.Username, DirectoryLimits.SipUsernameMaxLength);
        if (sip.Username.AsSpan().ContainsAnyExcept(_usernameCharacters))
        {
            checks.Wrong("sip.username", "may hold only letters, digits and the characters - _ . ~ +");
        }

        if (sip.NewPassword is { } password && !SipPasswords.IsUsable(password.Value))
        {
            checks.Wrong("sip.password", SipPasswords.Rule);
        }

        checks.Range("sip.maxBindings", sip.MaxBindings, 1, DirectoryLimits.MaxBindingsMost);
    }
}

/// <summary>The address printed under a phone.</summary>
public static class MacAddress
{
    private const int Digits = 12;

    /// <summary>Twelve lower-case hex digits, or null; colons, dashes, dots and spaces between them are passed over.</summary>
    public static string? TryRead(string text)
    {
        var digits = string.Concat(text.Where(letter => letter is not (':' or '-' or '.' or ' '))).ToLowerInvariant();
        return digits.Length == Digits && digits.All(char.IsAsciiHexDigitLower) ? digits : null;
    }
}

/// <summary>Passwords that a phone can be given.</summary>
public static class SipPasswords
{
    internal static string Rule { get; } =
        $"must have {DirectoryLimits.SipPasswordMinLength} to {DirectoryLimits.SipPasswordMaxLength} characters, "
        + "none of them a control character";

    public static bool IsUsable(string password) =>
        password.Length is >= DirectoryLimits.SipPasswordMinLength and <= DirectoryLimits.SipPasswordMaxLength
        && !password.Any(char.IsControl);

    /// <summary>Taken, but with a warning: short, all digits, or the user name in it.</summary>
    public static bool IsWeak(string password, string sipUsername) =>
        password.Length < DirectoryLimits.SipPasswordStrongLength
        || password.All(char.IsAsciiDigit)
        || (sipUsername.Length > 0 && password.Contains(sipUsername, StringComparison.OrdinalIgnoreCase));
}
