using System.Text.Json;
using Perch.Directory;

namespace Perch.Callflows;

/// <summary>Between a callflow's rows and what the rest of the module works with.</summary>
internal static class CallflowRows
{
    /// <summary>Null for a row that this version cannot read.</summary>
    public static Callflow? ToCallflow(this CallflowRow row)
    {
        using var json = JsonDocument.Parse(row.Flow);

        return FlowReader.Read(json.RootElement).Flow is not { } flow
            ? null
            : new Callflow
            {
                Id = row.Id,
                AccountId = new AccountId(row.AccountId),
                Name = row.Name,
                Numbers = row.Dialled(patterns: false),
                Patterns = [.. row.Dialled(patterns: true).Select(NumberPattern.Parse).OfType<NumberPattern>()],
                Flow = flow,
                Version = row.Version,
                CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt),
                UpdatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.UpdatedAt),
            };
    }

    public static void Write(this CallflowRow row, CallflowDraft draft, CallflowStep flow, DateTimeOffset now)
    {
        row.Name = draft.Name;
        row.Flow = flow.ToJson().GetRawText();
        row.Version++;
        row.UpdatedAt = now.ToUnixTimeMilliseconds();

        Replace(row, draft.Numbers, patterns: false);
        Replace(row, draft.Patterns, patterns: true);
    }

    private static string[] Dialled(this CallflowRow row, bool patterns) =>
        [.. row.Numbers.Where(number => number.IsPattern == patterns)
            .OrderBy(number => number.Place).Select(number => number.Number)];

    // A number that stays keeps its row: deleting and adding the same key in one save would be refused.
    private static void Replace(CallflowRow row, IReadOnlyList<string> numbers, bool patterns)
    {
        if (row.Dialled(patterns).SequenceEqual(numbers))
        {
            return;
        }

        var before = row.Numbers.Where(number => number.IsPattern == patterns).ToList();
        before.Where(number => !numbers.Contains(number.Number)).ToList().ForEach(gone => row.Numbers.Remove(gone));

        for (var place = 0; place < numbers.Count; place++)
        {
            var number = numbers[place];

            if (before.Find(known => known.Number == number) is { } known)
            {
                known.Place = place;
                continue;
            }

            row.Numbers.Add(new CallflowNumberRow
            {
                AccountId = row.AccountId,
                CallflowId = row.Id,
                Number = number,
                IsPattern = patterns,
                Place = place,
            });
        }
    }
}
