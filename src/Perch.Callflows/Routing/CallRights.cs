using Perch.Directory;

namespace Perch.Callflows;

/// <summary>
/// Who may dial what. Pure: no call, no directory. The table is in the README; emergency calls never come here, since
/// nothing may stand in their way.
/// </summary>
internal static class CallRights
{
    public static CallVerdict Decide(DialledKind dialled, Standing standing)
    {
        if (standing.Profile is LoggedOutProfile.Unrestricted || dialled is DialledKind.LogIn)
        {
            return CallVerdict.Allowed;
        }

        return standing.Who switch
        {
            Occupied.BySomebody => CallVerdict.Allowed,
            Occupied.WithoutPin => dialled is DialledKind.Outside ? CallVerdict.NeedsPin : CallVerdict.Allowed,
            Occupied.ByNobody when MayGoInside(dialled, standing.Profile) => CallVerdict.Allowed,

            // Where nobody can log in, nobody is asked to.
            Occupied.ByNobody => standing.IsDesk ? CallVerdict.LogInFirst : CallVerdict.Refused,
        };
    }

    private static bool MayGoInside(DialledKind dialled, LoggedOutProfile profile) =>
        dialled is DialledKind.Inside && profile is LoggedOutProfile.Internal;
}

/// <summary>What a dialled number is, as far as rights go.</summary>
internal enum DialledKind
{
    /// <summary>A code that lets people in, or out.</summary>
    LogIn,

    /// <summary>An extension, a callflow, any other code.</summary>
    Inside,

    /// <summary>A number that nothing here claims.</summary>
    Outside,
}

/// <summary>Whose rights a call from a phone has.</summary>
internal enum Occupied
{
    /// <summary>The occupant, or the owner.</summary>
    BySomebody,

    /// <summary>An occupant who proved nothing, in an account where that matters.</summary>
    WithoutPin,

    ByNobody,
}

/// <summary>What is known of the phone that a call comes from.</summary>
/// <param name="Profile">Its class while nobody is logged in.</param>
/// <param name="IsDesk">Whether people may log in there.</param>
internal readonly record struct Standing(Occupied Who, LoggedOutProfile Profile, bool IsDesk);

/// <summary>Whether a call may go on, and what the caller hears otherwise.</summary>
internal enum CallVerdict
{
    Allowed,
    LogInFirst,
    NeedsPin,
    Refused,
}
