using System.Collections.Immutable;

namespace Perch.Portal;

/// <summary>Asks the API about the numbers, people, phones and callflows that a draft speaks of.</summary>
internal sealed class FlowLookups(PortalApi api, string? self)
{
    private const int FirstCode = 801;
    private const int LastCode = 899;

    public FlowFacts Facts { get; private set; } = new() { Self = self };

    /// <summary>What is known is forgotten: it may have changed.</summary>
    public void Forget() => Facts = new() { Self = self };

    /// <summary>Looks up what is not known yet.</summary>
    public async Task LearnAsync(FlowDraft draft)
    {
        if (Facts.Codes.IsEmpty)
        {
            var codes = await api.ListAsync<CodeRow>("/feature-codes");
            Facts = Facts with { Codes = [.. codes.Where(code => code.Enabled)] };
        }

        foreach (var number in draft.Numbers.Where(number => !Facts.Holders.ContainsKey(number)))
        {
            await HolderAsync(number);
        }

        if (draft.First is { } first && FlowPrograms.IsHotDesk(first.Program) && !draft.Numbers.Exists(number => number.StartsWith('*')))
        {
            await FindFreeCodeAsync(draft);
        }

        foreach (var (id, kind) in draft.Boxes.SelectMany(Mentioned).Where(mention => !Facts.Names.ContainsKey(mention.Id)))
        {
            Know(id, await NameAsync(kind, id));
        }
    }

    /// <summary>Who has the number, other than this callflow; null for nobody.</summary>
    public async Task<NumberHolder?> HolderAsync(string number)
    {
        var holder = CodeHolder(number) ?? await CallflowHolderAsync(number) ?? await PersonHolderAsync(number);
        Facts = Facts with
        {
            Holders = holder is null ? Facts.Holders.Remove(number) : Facts.Holders.SetItem(number, holder),
        };

        return holder;
    }

    private async Task FindFreeCodeAsync(FlowDraft draft)
    {
        foreach (var number in draft.Numbers)
        {
            await HolderAsync(FlowConcerns.Starred(number));
        }

        for (var number = FirstCode; number <= LastCode; number++)
        {
            if (await HolderAsync($"*{number}") is null)
            {
                Facts = Facts with { FreeCode = $"*{number}" };
                return;
            }
        }
    }

    private NumberHolder? CodeHolder(string number) => Facts.Codes.Find(code => code.Code == number) is { } found
        ? new(HolderKind.Code, CodeTexts.Title(found.Name), "/feature-codes")
        : null;

    private async Task<NumberHolder?> CallflowHolderAsync(string number)
    {
        var page = await api.PageAsync<CallflowRow>($"/callflows?number={Uri.EscapeDataString(number)}", limit: 2);

        return page.Items.FirstOrDefault(callflow => callflow.Id.ToString() != self) is { } other
            ? new(HolderKind.Callflow, other.Name, "/callflows/" + other.Id)
            : null;
    }

    private async Task<NumberHolder?> PersonHolderAsync(string number)
    {
        var page = await api.PageAsync<PersonRow>($"/users?extension={Uri.EscapeDataString(number)}", limit: 1);

        return page.Items is [var person, ..] ? new(HolderKind.Extension, person.Name, "/users/" + person.Id) : null;
    }

    private static IEnumerable<(string Id, FlowFieldKind Kind)> Mentioned(FlowBox box) => FlowPrograms.Of(box.Program).Fields
        .Where(field => field.Kind is FlowFieldKind.Person or FlowFieldKind.Device or FlowFieldKind.Callflow)
        .Select(field => (box.Text(field.Name), field.Kind))
        .Where(mention => mention.Item1.Length > 0);

    private async Task<string?> NameAsync(FlowFieldKind kind, string id)
    {
        var answer = await api.GetAsync($"{PathOf(kind)}/{Uri.EscapeDataString(id)}");

        return !answer.IsFine ? null : kind switch
        {
            FlowFieldKind.Person => answer.As<PersonRow>().Title,
            FlowFieldKind.Device => answer.As<DeviceRow>().Nickname,
            _ => answer.As<CallflowRow>().Name,
        };
    }

    private static string PathOf(FlowFieldKind kind) => kind switch
    {
        FlowFieldKind.Person => "/users",
        FlowFieldKind.Device => "/devices",
        _ => "/callflows",
    };

    private void Know(string id, string? name) => Facts = Facts with { Names = Facts.Names.SetItem(id, name) };
}
