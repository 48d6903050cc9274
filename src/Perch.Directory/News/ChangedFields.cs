using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Perch.Directory;

/// <summary>The columns that a change touches, by the names that the API has for them.</summary>
internal static class ChangedFields
{
    // Columns that are no fields, or that follow another column.
    private static readonly HashSet<string> Silent =
        ["Version", "UpdatedAt", "CreatedAt", "UsernameKey", "SipUsernameKey", "LostOwner", "Says", "InvitationUntil"];

    // Where the API nests or renames. The rest is the property's name in camel case.
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["PasswordHash"] = "password",
        ["InvitationHash"] = "invitation",
        ["HotDeskPinHash"] = "hotDesk.pin",
        ["Sites"] = "siteIds",
        ["EmergencyCallerId"] = "emergency.callerId",
        ["EmergencyLocationId"] = "emergency.locationId",
        ["HotDeskEnabled"] = "hotDesk.enabled",
        ["HotDeskId"] = "hotDesk.id",
        ["HotDeskRequirePin"] = "hotDesk.requirePin",
        ["HotDeskElsewhere"] = "hotDesk.elsewhere",
        ["HotDeskAutoLogOut"] = "hotDesk.autoLogOut",
        ["CallerIdInternal"] = "callerId.internal",
        ["CallerIdExternal"] = "callerId.external",
        ["SipUsername"] = "sip.username",
        ["SipPassword"] = "sip.password",
        ["Transport"] = "sip.transport",
        ["MaxBindings"] = "sip.maxBindings",
    };

    public static IReadOnlyList<string> Of(EntityEntry row) =>
    [
        .. row.Properties.Where(property => property.IsModified).Select(property => property.Metadata.Name)
            .Where(name => !Silent.Contains(name)).Select(NameOf)
            .Concat(row.ComplexProperties.SelectMany(complex => In(complex, complex.Metadata.Name)))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    // A policy's fields stand beside the others in the API; other groups are named as one.
    private static IEnumerable<string> In(ComplexPropertyEntry complex, string name) => name == "Policy"
        ? complex.Properties.Where(property => property.IsModified).Select(property => NameOf(property.Metadata.Name))
            .Concat(complex.ComplexProperties.SelectMany(inner => In(inner, inner.Metadata.Name)))
        : complex.Properties.Any(property => property.IsModified) ? [NameOf(name)] : [];

    private static string NameOf(string property) =>
        Names.GetValueOrDefault(property) ?? JsonNamingPolicy.CamelCase.ConvertName(property);
}
