namespace Perch.Directory;

/// <summary>Whether somebody has a second factor.</summary>
/// <param name="Since">Null where they have none.</param>
/// <param name="RecoveryCodes">How many are left.</param>
internal sealed record SecondFactorJson(bool Enabled, DateTimeOffset? Since, int RecoveryCodes)
{
    public static SecondFactorJson Of(SecondFactorRow? row) => row is { ConfirmedAt: { } since }
        ? new(true, DateTimeOffset.FromUnixTimeMilliseconds(since), CountOf(row))
        : new(false, null, 0);

    private static int CountOf(SecondFactorRow row) =>
        row.RecoveryHashes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
}

/// <summary>For the app.</summary>
/// <param name="Secret">In base 32, to be typed.</param>
/// <param name="Uri">For a QR code.</param>
internal sealed record NewSecondFactorJson(string Secret, string Uri)
{
    private const string Issuer = "Perch";

    public static NewSecondFactorJson Of(Secret secret, string name)
    {
        var label = $"{Issuer}:{System.Uri.EscapeDataString(name)}";

        return new(secret.Value, $"otpauth://totp/{label}?secret={secret.Value}&issuer={Issuer}&algorithm=SHA1&digits=6&period=30");
    }

    /// <summary>Prints as stars, because records print everything.</summary>
    public override string ToString() => "***";
}

/// <summary>Codes for the loss of the app; each works once.</summary>
internal sealed record RecoveryCodesJson(IReadOnlyList<string> RecoveryCodes)
{
    /// <summary>Prints as stars, because records print everything.</summary>
    public override string ToString() => "***";
}

/// <summary>One's own password once more; it only documents.</summary>
internal sealed record PasswordBody(string Password)
{
    /// <summary>Prints as stars, because records print everything.</summary>
    public override string ToString() => "***";
}

/// <summary>What an app shows now; it only documents.</summary>
internal sealed record CodeBody(string Code)
{
    /// <summary>Prints as stars, because records print everything.</summary>
    public override string ToString() => "***";
}
