using System.Text.Json.Nodes;

namespace Perch.Portal;

/// <summary>
/// One object of the API being written in a browser: what was read, what it is to become, and what the API said against
/// it. Only what was changed is sent, with the version that was read, so that two people may write at one object.
/// </summary>
internal sealed class ObjectForm(PortalApi api, string path, string? id)
{
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);
    private JsonObject _stored = [];
    private string? _version;

    /// <summary>As it stands in the form.</summary>
    public JsonObject Draft { get; private set; } = [];

    public string? Id { get; private set; } = id;

    public bool IsNew => Id is null;

    public bool IsGone { get; private set; }

    public bool IsSaving { get; private set; }

    /// <summary>What the API said of each field.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    /// <summary>Fields that somebody else changed meanwhile to something else than is in the form.</summary>
    public IReadOnlyList<FieldConflict> Conflicts { get; private set; } = [];

    /// <summary>Somebody else changed the object meanwhile; their changes are in the form now.</summary>
    public bool WasMerged { get; private set; }

    public JsonObject Patch => FieldPath.Difference(_stored, Draft);

    public bool IsChanged => Patch.Count > 0;

    /// <summary>Errors of fields that stand nowhere on the page.</summary>
    public IEnumerable<string> OtherErrors => Errors
        .Where(error => !_shown.Contains(error.Key)).Select(error => $"{error.Key}: {error.Value}");

    /// <summary>Raised when a field was changed by somebody or something.</summary>
    public event Action? Changed;

    /// <summary>Where the object stands in the API.</summary>
    public string Address => Id is "" ? path : $"{path}/{Id}";

    /// <summary>An object that is the only one of its kind and stands at the path itself, such as <c>/settings</c>.</summary>
    public static ObjectForm OfTheOnly(PortalApi api, string path) => new(api, path, id: "");

    public async Task LoadAsync()
    {
        if (Id is null)
        {
            return;
        }

        Put(await api.GetAsync(Address));
    }

    /// <summary>Reads again what others wrote, unless something is being written here.</summary>
    public async Task FollowAsync()
    {
        if (Id is null || IsChanged || IsSaving)
        {
            return;
        }

        var answer = await api.GetAsync(Address);

        // Somebody may have begun to write while it was read.
        if (!IsChanged && !IsSaving)
        {
            Put(answer);
        }
    }

    /// <summary>What a new object begins with.</summary>
    public void Begin(string field, JsonNode? value) => FieldPath.Set(Draft, field, value);

    public JsonNode? Get(string field) => FieldPath.Get(Draft, field);

    public string Text(string field) => Get(field)?.ToString() ?? "";

    public bool Flag(string field) => Get(field)?.GetValueKind() is System.Text.Json.JsonValueKind.True;

    /// <summary>The value that is stored, as text.</summary>
    public string StoredText(string field) => FieldPath.Get(_stored, field)?.ToString() ?? "";

    public void Set(string field, JsonNode? value)
    {
        FieldPath.Set(Draft, field, value);
        Touch(field);
    }

    /// <summary>Empty text clears a field.</summary>
    public void SetText(string field, string? text)
    {
        FieldPath.Set(Draft, field, string.IsNullOrEmpty(text) ? null : JsonValue.Create(text));

        // A field that never was stays one that never was, or a form would count as changed.
        if (string.IsNullOrEmpty(text) && FieldPath.Get(_stored, field) is null)
        {
            Forget(field);
        }

        Touch(field);
    }

    /// <summary>A field of this name stands on the page and shows its own error.</summary>
    public void Show(string field) => _shown.Add(field);

    /// <summary>Back to what is stored.</summary>
    public void Revert()
    {
        Draft = (JsonObject)_stored.DeepClone();
        Errors = new Dictionary<string, string>();
        Conflicts = [];
        Tell();
    }

    /// <summary>Sends what was changed.</summary>
    public async Task<ApiAnswer> SaveAsync()
    {
        IsSaving = true;

        try
        {
            var answer = Id is null
                ? await api.PostAsync(path, Draft.DeepClone())
                : await api.PatchAsync(Address, Patch, _version);

            if (answer.IsFine)
            {
                Take(answer);
                Id ??= answer.Body!["id"]!.ToString();
            }
            else if (answer.IsOutdated)
            {
                await MergeAsync();
            }

            Errors = answer.Errors;
            return answer;
        }
        finally
        {
            IsSaving = false;
            Tell();
        }
    }

    public Task<ApiAnswer> DeleteAsync() => api.DeleteAsync(Address);

    /// <summary>Settles a conflict.</summary>
    public void Settle(FieldConflict conflict, bool mine)
    {
        FieldPath.Set(Draft, conflict.Field, (mine ? conflict.Mine : conflict.Theirs)?.DeepClone());
        Conflicts = [.. Conflicts.Where(other => other != conflict)];
        Tell();
    }

    private void Tell()
    {
        Changed?.Invoke();
    }

    private void Touch(string field)
    {
        Errors = Errors.Where(error => error.Key != field).ToDictionary();
        Changed?.Invoke();
    }

    private void Forget(string field)
    {
        var cut = field.LastIndexOf('.');
        var parent = cut < 0 ? Draft : FieldPath.Get(Draft, field[..cut]) as JsonObject;
        var before = cut < 0 ? _stored : FieldPath.Get(_stored, field[..cut]) as JsonObject;
        var name = field[(cut + 1)..];

        if (before?.ContainsKey(name) != true)
        {
            parent?.Remove(name);
        }

        // An object that says nothing is not the same as none: an empty autoLogOut means never.
        if (cut >= 0 && parent is { Count: 0 } && before is null)
        {
            FieldPath.Set(Draft, field[..cut], null);
            Forget(field[..cut]);
        }
    }

    private void Put(ApiAnswer answer)
    {
        IsGone = !answer.IsFine;

        if (answer.IsFine)
        {
            Take(answer);
            Tell();
        }
    }

    private void Take(ApiAnswer answer)
    {
        _stored = (JsonObject)answer.Body!.DeepClone();
        _version = answer.Version;
        Draft = (JsonObject)answer.Body.DeepClone();
        Errors = new Dictionary<string, string>();
        (Conflicts, WasMerged) = ([], false);
    }

    // Theirs, with what was changed here on top; where both changed one field, somebody must say which.
    private async Task MergeAsync()
    {
        var (mine, before) = (Patch, _stored);
        var answer = await api.GetAsync(Address);

        if (!answer.IsFine)
        {
            IsGone = true;
            return;
        }

        Take(answer);
        var conflicts = new List<FieldConflict>();

        foreach (var (field, value) in FieldPath.Leaves(mine))
        {
            var theirs = FieldPath.Get(_stored, field);

            if (!JsonNode.DeepEquals(theirs, FieldPath.Get(before, field)) && !JsonNode.DeepEquals(theirs, value))
            {
                conflicts.Add(new(field, value, theirs));
            }

            FieldPath.Set(Draft, field, value?.DeepClone());
        }

        (Conflicts, WasMerged) = (conflicts, true);
    }
}

/// <summary>Two people changed one field.</summary>
internal sealed record FieldConflict(string Field, JsonNode? Mine, JsonNode? Theirs);
