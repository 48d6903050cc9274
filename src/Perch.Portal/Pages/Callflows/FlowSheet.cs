using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Perch.Portal;

/// <summary>
/// One callflow on the screen: what is stored, what it is to become, what should be known about it. Whoever saves too late
/// loses nothing: the other one's version waits in <see cref="Theirs"/> until somebody says what is to become of both.
/// </summary>
internal sealed class FlowSheet(PortalApi api, string? id)
{
    private const string Path = "/callflows";

    private readonly FlowLookups _lookups = new(api, id);
    private FlowHistory _history = new(new FlowDraft());
    private FlowDraft _stored = new();
    private JsonObject _storedJson = [];
    private string? _version;
    private ImmutableList<FlowConcern> _refused = [];
    private ApiAnswer? _theirs;

    public string? Id { get; private set; } = id;

    public FlowDraft Now => _history.Now;

    public FlowFacts Facts => _lookups.Facts;

    public bool CanUndo => _history.CanUndo;

    public bool CanRedo => _history.CanRedo;

    public bool IsGone { get; private set; }

    public bool IsSaving { get; private set; }

    public bool IsChanged => !FlowJson.Same(_stored, Now);

    /// <summary>What somebody else made of it since it was read here.</summary>
    public FlowDraft? Theirs => _theirs?.Body is JsonObject body ? FlowJson.Read(body) : null;

    /// <summary>What the API refused, then what should be known.</summary>
    public ImmutableList<FlowConcern> Concerns { get; private set; } = [];

    /// <summary>The box that the next one goes below.</summary>
    public int Selected { get; set; }

    /// <summary>What is being dragged or moved.</summary>
    public Carried? Carried { get; private set; }

    /// <summary>Raised when something here is to be drawn again.</summary>
    public event Action? Changed;

    public async Task LoadAsync()
    {
        if (Id is not null)
        {
            Put(await api.GetAsync($"{Path}/{Id}"));
        }

        _lookups.Forget();
        await LearnAsync();
    }

    /// <summary>Reads again what others wrote. Where something is being drawn here, theirs waits.</summary>
    public async Task FollowAsync()
    {
        if (IsSaving || Id is null)
        {
            _lookups.Forget();
            await LearnAsync();
        }
        else
        {
            Follow(await api.GetAsync($"{Path}/{Id}"));

            if (!IsChanged)
            {
                _lookups.Forget();
                await LearnAsync();
            }
        }
    }

    public Task DoAsync(FlowDraft next) => GoAsync(_history.Do(next));

    public Task UndoAsync() => GoAsync(_history.Undo());

    public Task RedoAsync() => GoAsync(_history.Redo());

    public void Select(int box)
    {
        Selected = box;
        Changed?.Invoke();
    }

    public void Carry(Carried? carried)
    {
        Carried = carried;
        Changed?.Invoke();
    }

    /// <summary>Whether what is carried may be put below that box.</summary>
    public bool MayDrop(int under) => Carried switch
    {
        { Box: { } box } => Now.MayMove(box, under),
        { Program: { } program } => Now.MayAdd(under, program),
        _ => false,
    };

    public Task<NumberHolder?> HolderAsync(string number) => _lookups.HolderAsync(number);

    public async Task<ApiAnswer> SaveAsync()
    {
        IsSaving = true;

        try
        {
            var sent = Now;
            var json = FlowJson.Write(sent);
            var answer = Id is null
                ? await api.PostAsync(Path, json)
                : await api.PatchAsync($"{Path}/{Id}", FlowJson.Difference(_storedJson, json), _version);
            _refused = [.. answer.Errors.Select(error => Concern(sent, error.Key, error.Value))];

            if (answer.IsFine)
            {
                Take(answer);
                Id ??= answer.Body!["id"]!.ToString();
                _history = _history.Do(sent.Rename(_stored.Name));
            }
            else if (answer.IsOutdated)
            {
                _theirs = await api.GetAsync($"{Path}/{Id}") is { IsFine: true } theirs ? theirs : null;
                IsGone = _theirs is null;
            }

            Look();
            return answer;
        }
        finally
        {
            IsSaving = false;
        }
    }

    public Task<ApiAnswer> DeleteAsync() => api.DeleteAsync($"{Path}/{Id}", _version);

    /// <summary>Makes a deleted callflow again, as it was stored.</summary>
    public Task<ApiAnswer> MakeAgainAsync() => api.PostAsync(Path, FlowJson.Write(_stored));

    /// <summary>Nothing is to be asked any more when the page is left.</summary>
    public void GiveUp() => _stored = Now;

    /// <summary>Theirs and mine become one draft; says what both changed.</summary>
    public async Task<IReadOnlyList<string>> MergeAsync()
    {
        var (before, mine, theirs) = (_stored, Now, _theirs!);
        Take(theirs);
        var merge = FlowMerge.Of(before, _stored, mine);
        await DoAsync(merge.Draft);

        return merge.Overlaps;
    }

    /// <summary>Theirs stands here now. What was drawn here is one step back.</summary>
    public async Task TakeTheirsAsync()
    {
        Take(_theirs!);
        await DoAsync(_stored);
    }

    private async Task GoAsync(FlowHistory next)
    {
        _history = next;
        _refused = [];
        Selected = Now.Find(Selected) is null ? FlowDraft.Top : Selected;
        Look();
        await LearnAsync();
    }

    private async Task LearnAsync()
    {
        await _lookups.LearnAsync(Now);
        Look();
    }

    private void Look()
    {
        Concerns = [.. _refused, .. FlowConcerns.Of(Now, Facts)];
        Changed?.Invoke();
    }

    private void Put(ApiAnswer answer)
    {
        IsGone = !answer.IsFine;

        if (answer.IsFine)
        {
            Take(answer);
            _history = new(_stored);
        }
    }

    // Whoever is drawing keeps what they drew, also what they began while it was read.
    private void Follow(ApiAnswer answer)
    {
        if (!IsChanged)
        {
            Put(answer);
        }
        else if (answer.IsFine && answer.Version != _version)
        {
            _theirs = answer;
            Changed?.Invoke();
        }
    }

    private void Take(ApiAnswer answer)
    {
        _storedJson = new JsonObject(answer.Body!.AsObject().Where(member => member.Key is "name" or "numbers" or "patterns" or "flow")
            .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        _stored = FlowJson.Read(_storedJson);
        (_version, _theirs) = (answer.Version, null);
    }

    // The API's field is the longest path of a box that it begins with.
    private static FlowConcern Concern(FlowDraft draft, string field, string reason)
    {
        var box = draft.Boxes.Where(box => field.StartsWith(draft.PathOf(box.Id), StringComparison.Ordinal))
            .MaxBy(box => draft.PathOf(box.Id).Length);
        var list = field.StartsWith("patterns", StringComparison.Ordinal) ? draft.Patterns : draft.Numbers;
        var number = field.Split('[', ']') is [_, var index, ..] && int.TryParse(index, out var place)
            ? list.ElementAtOrDefault(place)
            : list.FirstOrDefault(number => reason.Contains(number, StringComparison.Ordinal));

        var said = number is null || reason.Contains(number, StringComparison.Ordinal)
            ? reason
            : $"{number} {char.ToLowerInvariant(reason[0])}{reason[1..]}";

        return new(CodeTexts.Translate(said))
        {
            Box = box?.Id ?? FlowDraft.Top, Number = box is null ? number : null, IsWrong = true,
        };
    }
}

/// <summary>A new box of a program, or a box of the callflow, on its way to another place.</summary>
/// <param name="IsDragged">By a pointer; else by keys or taps, and places to put it are buttons.</param>
internal sealed record Carried(string? Program, int? Box, bool IsDragged);
