using System.Text.Json;
using MudBlazor;

namespace Perch.Portal;

/// <summary>What can be done to the callflow on the screen, with the questions that come with it.</summary>
internal sealed class FlowActions(FlowSheet sheet, IDialogService dialogs)
{
    // Each dialog says itself where one begins to type.
    private static readonly DialogOptions Shown = new() { CloseButton = true, CloseOnEscapeKey = true, DefaultFocus = DefaultFocus.None };

    public FlowSheet Sheet => sheet;

    /// <summary>The element that is to have the focus once all is drawn.</summary>
    public string? FocusOn { get; set; }

    public async Task AddNumberAsync()
    {
        var asked = new DialogParameters
        {
            [nameof(AddNumberDialog.Holder)] = (Func<string, Task<NumberHolder?>>)sheet.HolderAsync,
            [nameof(AddNumberDialog.Taken)] = sheet.Now.Numbers.Concat(sheet.Now.Patterns).ToList(),
            [nameof(AddNumberDialog.StarCode)] = sheet.Now.First is { } first && FlowPrograms.IsHotDesk(first.Program)
                ? sheet.Facts.FreeCode
                : null,
        };

        if (await AskAsync<AddNumberDialog>("Add number", asked) is NumberToAdd added)
        {
            await sheet.DoAsync(added.IsPattern ? sheet.Now.AddPattern(added.Text) : sheet.Now.AddNumber(added.Text));
        }

        FocusOn = "add-number";
    }

    public async Task RenameAsync()
    {
        var asked = new DialogParameters { [nameof(NameDialog.Name)] = sheet.Now.Title };

        if (await AskAsync<NameDialog>("Name of the callflow", asked) is string name)
        {
            await sheet.DoAsync(sheet.Now.Rename(name));
        }

        FocusOn = "rename";
    }

    /// <summary>Asks what is to come below a box.</summary>
    public async Task ChooseAsync(int under)
    {
        Func<string, bool> may = program => sheet.Now.MayAdd(under, program);
        var asked = new DialogParameters { [nameof(PaletteDialog.MayAdd)] = may };

        if (await AskAsync<PaletteDialog>("What happens next?", asked) is string program)
        {
            await PlaceAsync(under, program);
        }
    }

    /// <summary>A new box, once its settings are there.</summary>
    public async Task PlaceAsync(int under, string program)
    {
        if (!sheet.Now.MayAdd(under, program))
        {
            return;
        }

        JsonElement? data = null;

        if (FlowPrograms.Of(program).Fields.Count > 0 && (data = await AskSettingsAsync(program, null)) is null)
        {
            return;
        }

        var added = sheet.Now.Add(under, program, data);
        sheet.Selected = added.NextId - 1;
        FocusOn = $"box-{sheet.Selected}";
        await sheet.DoAsync(added);
    }

    public async Task EditAsync(FlowBox box)
    {
        if (await AskSettingsAsync(box.Program, box.Data) is { } data)
        {
            await sheet.DoAsync(sheet.Now.Put(box.Id, data));
        }

        FocusOn = $"box-{box.Id}";
    }

    public async Task RemoveAsync(FlowBox box)
    {
        var title = FlowPrograms.Of(box.Program).Title;
        bool? whole = box.Children.Count == 0 ? true : box.IsOneOfAChain
            ? await dialogs.ShowMessageBoxAsync(
                $"Remove {title}?", $"{Count(box)} below it.", yesText: "Remove all of it", noText: "Only this box", cancelText: "Cancel")
            : await dialogs.ShowMessageBoxAsync(
                $"Remove {title}?", $"{Count(box)} below it; they go, too.", yesText: "Remove", cancelText: "Cancel");

        if (whole is { } all)
        {
            FocusOn = "root-box";
            await sheet.DoAsync(all ? sheet.Now.Remove(box.Id) : sheet.Now.TakeOut(box.Id));
        }
    }

    /// <summary>What is carried is put below a box; where it may not be, nothing happens.</summary>
    public async Task DropAsync(int under)
    {
        var (carried, may) = (sheet.Carried, sheet.MayDrop(under));
        sheet.Carry(null);

        if (!may)
        {
            return;
        }

        if (carried is { Box: { } box })
        {
            sheet.Selected = box;
            FocusOn = $"box-{box}";
            await sheet.DoAsync(sheet.Now.Move(box, under));
        }
        else if (carried is { Program: { } program })
        {
            await PlaceAsync(under, program);
        }
    }

    private async Task<JsonElement?> AskSettingsAsync(string program, JsonElement? data)
    {
        var known = FlowPrograms.Of(program);
        var asked = new DialogParameters { [nameof(BoxDialog.Program)] = known, [nameof(BoxDialog.Settings)] = data };

        return await AskAsync<BoxDialog>(known.Title, asked) is JsonElement settings ? settings : null;
    }

    private async Task<object?> AskAsync<TDialog>(string title, DialogParameters asked)
        where TDialog : Microsoft.AspNetCore.Components.IComponent
    {
        var shown = await dialogs.ShowAsync<TDialog>(title, asked, Shown);

        return await shown.Result is { Canceled: false } result ? result.Data : null;
    }

    private static string Count(FlowBox box) => box.All.Count() - 1 is var count && count == 1 ? "1 box hangs" : $"{count} boxes hang";
}
