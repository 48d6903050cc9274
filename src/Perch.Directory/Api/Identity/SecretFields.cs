using Perch.Api;

namespace Perch.Directory;

/// <summary>Reading what only its owner knows.</summary>
internal static class SecretFields
{
    /// <summary>Empty where it is missing or wrong, which the body then says.</summary>
    public static Secret RequiredSecret(this JsonBody body, string name, int min)
    {
        var text = body.Secret(name, min, DirectoryLimits.PasswordMaxLength);

        if (text is null && !body.Errors.Has(name))
        {
            body.Reject(name, "is missing");
        }

        return new(text ?? "");
    }
}
