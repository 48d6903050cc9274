using System.Text.Json;
using Perch.Api;

namespace Perch.Directory;

/// <summary>
/// Reads the lines of an import as the requests they stand for: by the readers and the rules of POST and PATCH at
/// <c>/users</c> and <c>/devices</c>.
/// </summary>
internal sealed class ImportReader(UserRequest users, ImportServices services)
{
    private readonly DeviceRequest _devices = services.DevicesFor(users);

    public IReadOnlyList<ImportLine> Read(IReadOnlyList<ImportItem> items, ExistingThings existing) =>
        [.. items.Select(item => item.Kind == ImportKind.User ? ReadUser(item, existing) : ReadDevice(item, existing))];

    private ImportLine ReadUser(ImportItem item, ExistingThings existing)
    {
        var seen = existing.User(item.Fields);
        var body = JsonBody.OfItem(item.Fields, creating: seen is null, item.AsText);
        var draft = users.Read(body, seen?.Value ?? new());

        if (seen is not null && users.StandsAbove(seen.Value))
        {
            body.Reject("role", "of this user is above your own");
        }

        if (body.Finish().Any)
        {
            return Unreadable(item, body.Errors, seen?.Value.Username ?? ExistingThings.TextAt(item.Fields, "username"), seen?.Id);
        }

        var change = services.Users.Plan(users.Caller.Account, seen, draft);
        existing.Put(change.Id, draft);
        return new(item)
        {
            Name = draft.Username,
            Target = seen?.Id,
            Given = [.. LeavesOf(item.Fields, "")],
            Secrets = Set(("password", draft.NewPassword), ("hotDesk.pin", draft.HotDesk.NewPin)),
            Keys = Set(
                ("username", UserMapping.KeyOf(draft.Username)), ("extension", draft.Extension),
                ("hotDesk.id", draft.HotDesk.Id), ("externalId", draft.ExternalId)),
            Change = change,
            Afterwards = seen is null ? null : token => users.ChangedAsync(new(seen.Id), draft, token),
        };
    }

    private ImportLine ReadDevice(ImportItem item, ExistingThings existing)
    {
        var seen = existing.Device(item.Fields);
        var body = JsonBody.OfItem(item.Fields, creating: seen is null, item.AsText);
        var references = ImportReferences.Read(body);
        var draft = references.Resolve(body, _devices.Read(body, seen?.Value ?? new()), existing);

        if (body.Finish().Any)
        {
            return Unreadable(item, body.Errors, seen?.Value.Nickname ?? ExistingThings.TextAt(item.Fields, "nickname"), seen?.Id);
        }

        return new(item)
        {
            Name = draft.Nickname,
            Target = seen?.Id,
            Given = [.. LeavesOf(item.Fields, "")],
            Secrets = Set(("sip.password", draft.Sip.NewPassword)),
            Keys = Set(
                ("sip.username", UserMapping.KeyOf(draft.Sip.Username)),
                ("macAddress", draft.MacAddress is { } mac ? MacAddress.TryRead(mac) : null),
                ("externalId", draft.ExternalId)),
            Warnings = DeviceFields.WarningsOf(draft),
            Change = services.Devices.Plan(users.Caller.Account, seen, draft),
        };
    }

    private static ImportLine Unreadable(ImportItem item, FieldErrors errors, string? name, Guid? target) =>
        new(item) { Name = name, Target = target, Errors = errors };

    private static List<KeyValuePair<string, string>> Set(params ReadOnlySpan<(string Field, string? Value)> keys)
    {
        var set = new List<KeyValuePair<string, string>>();

        foreach (var (field, value) in keys)
        {
            if (value is not null)
            {
                set.Add(new(field, value));
            }
        }

        return set;
    }

    private static List<string> Set(params ReadOnlySpan<(string Field, Secret? Value)> secrets)
    {
        var set = new List<string>();

        foreach (var (field, value) in secrets)
        {
            if (value is not null)
            {
                set.Add(field);
            }
        }

        return set;
    }

    private static IEnumerable<string> LeavesOf(JsonElement fields, string prefix) =>
        fields.EnumerateObject().SelectMany(field => field.Value.ValueKind switch
        {
            JsonValueKind.Object => LeavesOf(field.Value, $"{prefix}{field.Name}."),
            JsonValueKind.Null => [],
            _ => [prefix + field.Name],
        });
}

/// <summary>What imports need of the rest, once for all requests.</summary>
internal sealed record ImportServices(
    IPerchStore Store,
    Import Import,
    IPlannedChanges<UserDraft> Users,
    IPlannedChanges<DeviceDraft> Devices,
    IChanges<DeviceId, DeviceDraft> DeviceChanges,
    IDeviceRegistrations Registrations)
{
    // The framework cannot give an endpoint both kinds of request: they ask for the same things by the same names.
    public DeviceRequest DevicesFor(UserRequest users) =>
        new(users.Caller, users.Directory, Registrations, DeviceChanges);
}
