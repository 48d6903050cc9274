using System.Text.Json.Nodes;

namespace Perch.Portal;

/// <summary>A feature code that is being changed.</summary>
/// <param name="stored">As the API has it.</param>
public sealed class CodeLine(CodeRow stored)
{
    public CodeRow Stored { get; private set; } = stored;

    public CodeRow Draft { get; private set; } = stored;

    /// <summary>What the API said against it.</summary>
    public string? Error { get; private set; }

    public string Title => CodeTexts.Title(Stored.Name);

    public bool IsChanged => Draft != Stored;

    public void Set(CodeRow draft) => (Draft, Error) = (draft, null);

    /// <summary>Sends it; what the API refuses stays as it was entered.</summary>
    internal async Task<bool> PutAsync(PortalApi api, bool enabled)
    {
        var body = new JsonObject { ["code"] = Draft.Code.Trim(), ["enabled"] = enabled };
        var answer = await api.PutAsync("/feature-codes/" + Stored.Name, body);

        if (answer.IsFine)
        {
            Stored = answer.As<CodeRow>();
            Error = null;

            return true;
        }

        Error = CodeTexts.Translate(answer.Errors.Values.FirstOrDefault() ?? answer.Reason);
        return false;
    }

    /// <summary>Puts back what was there before a change that could not be finished.</summary>
    internal async Task RestoreAsync(PortalApi api, CodeRow before)
    {
        var body = new JsonObject { ["code"] = before.Code, ["enabled"] = before.Enabled };

        if (await api.PutAsync("/feature-codes/" + before.Name, body) is { IsFine: true } answer)
        {
            Stored = answer.As<CodeRow>();
        }
    }
}

/// <summary>All feature codes of the account, with what was changed and not yet saved.</summary>
internal sealed class CodeSheet
{
    private List<CodeLine> _lines = [];

    public IReadOnlyList<CodeLine> Lines => _lines;

    public bool IsChanged => _lines.Any(line => line.IsChanged);

    /// <summary>Takes what the API has now; what is being changed here stays.</summary>
    public void Take(IEnumerable<CodeRow> rows) =>
        _lines = [.. rows.Select(row => Find(row.Name) is { IsChanged: true } changed ? changed : new CodeLine(row))
            .OrderBy(line => CodeTexts.Rank(line.Stored.Name)).ThenBy(line => line.Stored.Name, StringComparer.Ordinal)];

    /// <summary>What somebody should know of a code before it is saved; null for nothing.</summary>
    public string? Overlap(CodeLine line)
    {
        var code = line.Draft.Code.Trim();

        if (!line.Draft.Enabled || code.Length == 0)
        {
            return null;
        }

        var others = _lines.Where(other => other != line && other.Draft is { Enabled: true, Code.Length: > 0 }).ToList();

        if (others.FirstOrDefault(other => other.Draft.Code.Trim() == code) is { } same)
        {
            return $"The same code as “{same.Title}”. Change one of them.";
        }

        if (others.FirstOrDefault(other => code.StartsWith(other.Draft.Code.Trim(), StringComparison.Ordinal)) is { } shorter)
        {
            var rest = code[shorter.Draft.Code.Trim().Length..];
            return $"Begins with {shorter.Draft.Code.Trim()}, “{shorter.Title}”: "
                + $"there, whoever enters {rest} right after the code comes here.";
        }

        return others.FirstOrDefault(other => other.Draft.Code.Trim().StartsWith(code, StringComparison.Ordinal)) is { } longer
            ? $"“{longer.Title}”, {longer.Draft.Code.Trim()}, begins with this code. A phone with a dial plan may stop too early."
            : null;
    }

    /// <summary>Sends what was changed; false where something was refused.</summary>
    public async Task<bool> SaveAsync(PortalApi api)
    {
        var changed = _lines.Where(line => line.IsChanged).ToList();
        var before = changed.ToDictionary(line => line, line => line.Stored);

        // Codes that change places meet on the way: one of them steps aside first.
        var meeting = changed.Where(line => line.Draft.Enabled
            && changed.Any(other => other != line && other.Stored.Enabled && other.Stored.Code == line.Draft.Code.Trim())).ToList();
        var isFine = true;

        foreach (var line in changed.Where(line => !line.Draft.Enabled))
        {
            isFine &= await line.PutAsync(api, enabled: false);
        }

        foreach (var line in meeting)
        {
            isFine &= await line.PutAsync(api, enabled: false);
        }

        foreach (var line in changed.Where(line => line.Draft.Enabled && line.Error is null))
        {
            if (!await line.PutAsync(api, enabled: true))
            {
                isFine = false;
                await line.RestoreAsync(api, before[line]);
            }
        }

        Settle(changed);
        return isFine;
    }

    public void Revert() => _lines.ForEach(line => line.Set(line.Stored));

    private static void Settle(List<CodeLine> changed)
    {
        foreach (var line in changed.Where(line => line.Error is null))
        {
            line.Set(line.Stored);
        }
    }

    private CodeLine? Find(string name) => _lines.FirstOrDefault(line => line.Stored.Name == name);
}
