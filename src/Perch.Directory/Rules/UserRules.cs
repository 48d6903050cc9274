namespace Perch.Directory;

/// <summary>What may be written about a user, as far as it needs nobody else.</summary>
internal static class UserRules
{
    /// <summary>What <see cref="IsPublicNumber"/> asks for.</summary>
    public const string PublicNumber = "must be a number of 1 to 15 digits, with or without a leading +";

    public static void Check(FieldChecks checks, UserDraft draft)
    {
        checks.Required("username", draft.Username, DirectoryLimits.UsernameMaxLength);
        checks.Text("externalId", draft.ExternalId);
        checks.Text("firstName", draft.FirstName);
        checks.Text("lastName", draft.LastName);
        checks.Text("email", draft.Email, DirectoryLimits.EmailMaxLength);
        if (draft.Email is { } email && !IsEmail(email))
        {
            checks.Wrong("email", "must be a mail address");
        }

        checks.Digits("extension", draft.Extension, DirectoryLimits.ExtensionMaxDigits);
        checks.Language("language", draft.Language);
        CallerId(checks, draft.CallerId);
        Password(checks, draft.NewPassword);
        HotDesk(checks, draft.HotDesk, draft.Extension);
    }

    public static void CallerId(FieldChecks checks, CallerId callerId)
    {
        checks.Text("callerId.internal", callerId.Internal);
        if (callerId.External is { } number && !IsPublicNumber(number))
        {
            checks.Wrong("callerId.external", PublicNumber);
        }
    }

    private static void Password(FieldChecks checks, Secret? password)
    {
        if (password is { Value.Length: < DirectoryLimits.PasswordMinLength or > DirectoryLimits.PasswordMaxLength })
        {
            checks.Wrong(
                "password",
                $"must have {DirectoryLimits.PasswordMinLength} to {DirectoryLimits.PasswordMaxLength} characters");
        }
    }

    private static void HotDesk(FieldChecks checks, HotDeskDraft hotDesk, string? extension)
    {
        checks.Digits("hotDesk.id", hotDesk.Id, DirectoryLimits.HotDeskIdMaxDigits);
        if (hotDesk is { Enabled: true, Id: null })
        {
            checks.Wrong("hotDesk.id", "is needed to enable hot desking");
        }

        if (hotDesk is { RequirePin: true, HasPin: false, NewPin: null })
        {
            checks.Wrong("hotDesk.pin", "is needed when a PIN is required");
        }

        if (hotDesk.NewPin is { } pin && PinRules.Check(pin.Value, hotDesk.Id, extension) is { } fault)
        {
            checks.Wrong("hotDesk.pin", PinRules.Explain(fault));
        }

        PolicyRules.CheckOfUser(checks, hotDesk.AutoLogOut);
    }

    internal static bool IsEmail(string email) =>
        email.IndexOf('@') is > 0 and var at && at == email.LastIndexOf('@') && at < email.Length - 1
        && !email.Any(char.IsWhiteSpace);

    internal static bool IsPublicNumber(string number)
    {
        var digits = number.AsSpan(number.StartsWith('+') ? 1 : 0);
        return digits.Length is >= 1 and <= 15 && !digits.ContainsAnyExceptInRange('0', '9');
    }
}
