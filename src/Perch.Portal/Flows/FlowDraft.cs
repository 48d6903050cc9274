using System.Collections.Immutable;
using System.Text.Json;

namespace Perch.Portal;

/// <summary>
/// A callflow as it is being drawn. Every change makes another draft, so that each one before it is still there to go back
/// to. What may not be done changes nothing.
/// </summary>
public sealed record FlowDraft
{
    /// <summary>Stands for the blue box at the top, where another box's number could stand.</summary>
    public const int Top = 0;

    public string Name { get; init; } = "";

    public ImmutableList<string> Numbers { get; init; } = [];

    /// <summary>Expressions for whole numbers.</summary>
    public ImmutableList<string> Patterns { get; init; } = [];

    /// <summary>Null while nothing is to happen.</summary>
    public FlowBox? First { get; init; }

    /// <summary>The number of the next box.</summary>
    internal int NextId { get; init; } = Top + 1;

    public IEnumerable<FlowBox> Boxes => First?.All ?? [];

    public FlowBox? Find(int id) => Boxes.FirstOrDefault(box => box.Id == id);

    /// <summary>What the callflow is called, also before somebody gave it a name.</summary>
    public string Title
    {
        get
        {
            var first = First is null ? null : FlowPrograms.Of(First.Program).Title;
            var number = Numbers.Concat(Patterns).FirstOrDefault();

            return Name.Length > 0 ? Name : string.Join(" ", new[] { number, first }.OfType<string>());
        }
    }

    public FlowDraft Rename(string name) => name.Trim() == Name ? this : this with { Name = name.Trim() };

    public FlowDraft AddNumber(string number) => Numbers.Contains(number) ? this : this with { Numbers = Numbers.Add(number) };

    public FlowDraft AddPattern(string pattern) =>
        Patterns.Contains(pattern) ? this : this with { Patterns = Patterns.Add(pattern) };

    /// <summary>A number or a pattern.</summary>
    public FlowDraft RemoveNumber(string number) =>
        this with { Numbers = Numbers.Remove(number), Patterns = Patterns.Remove(number) };

    /// <summary>One number in the place of another.</summary>
    public FlowDraft ReplaceNumber(string number, string by) => Numbers.Contains(by)
        ? RemoveNumber(number)
        : this with { Numbers = Numbers.Replace(number, by) };

    /// <summary>Whether a box of that program can go below this one; what is there already then follows it.</summary>
    public bool MayAdd(int under, string program) => MayHang(under, new FlowBox(NextId, program));

    /// <summary>A new box right below another one, or below <see cref="Top"/>.</summary>
    public FlowDraft Add(int under, string program, JsonElement? data = null) => MayAdd(under, program)
        ? Hang(under, new FlowBox(NextId, program) { Data = data }) with { NextId = NextId + 1 }
        : this;

    public FlowDraft Put(int id, JsonElement? data) => Edit(id, box => box with { Data = data });

    /// <summary>Removes a box with all below.</summary>
    public FlowDraft Remove(int id) => Edit(id, static _ => null);

    /// <summary>Removes a box; what follows it moves up.</summary>
    public FlowDraft TakeOut(int id) => Edit(id, static box => box.IsOneOfAChain ? box.Next : null);

    public bool MayMove(int id, int under) => Moved(id, under) is not null;

    /// <summary>
    /// A box moves right below another one. What followed it stays where it is; a box with several branches takes them along.
    /// </summary>
    public FlowDraft Move(int id, int under) => Moved(id, under) ?? this;

    /// <summary>What the API calls a box, such as <c>flow.children._</c>.</summary>
    public string PathOf(int id) => First is null ? "flow" : PathOf(First, id, "flow") ?? "flow";

    private FlowDraft? Moved(int id, int under)
    {
        if (Find(id) is not { } box || id == under || ParentOf(id) == under)
        {
            return null;
        }

        var moving = box.IsOneOfAChain ? box with { Children = box.Children.Clear() } : box;
        var rest = box.IsOneOfAChain ? TakeOut(id) : Remove(id);

        return rest.MayHang(under, moving) ? rest.Hang(under, moving) : null;
    }

    private int ParentOf(int id) => Boxes.FirstOrDefault(box => box.Children.Values.Any(child => child.Id == id))?.Id ?? Top;

    private bool MayHang(int under, FlowBox box)
    {
        var parent = Find(under);
        var isThere = under == Top || (parent is not null && FlowPrograms.Of(parent.Program).GoesOn);
        var follows = under == Top ? First : parent?.Next;

        return isThere && (follows is null || FlowPrograms.Of(box.LastOfChain.Program).GoesOn);
    }

    private FlowDraft Hang(int under, FlowBox box) => under == Top
        ? this with { First = box.FollowedBy(First) }
        : Edit(under, parent => parent.WithNext(box.FollowedBy(parent.Next)));

    private FlowDraft Edit(int id, Func<FlowBox, FlowBox?> edit)
    {
        var first = First is null ? null : Edit(First, id, edit);

        return ReferenceEquals(first, First) ? this : this with { First = first };
    }

    private static FlowBox? Edit(FlowBox box, int id, Func<FlowBox, FlowBox?> edit)
    {
        if (box.Id == id)
        {
            return edit(box);
        }

        foreach (var (key, child) in box.Children)
        {
            var edited = Edit(child, id, edit);

            if (!ReferenceEquals(edited, child))
            {
                return box with { Children = edited is null ? box.Children.Remove(key) : box.Children.SetItem(key, edited) };
            }
        }

        return box;
    }

    private static string? PathOf(FlowBox box, int id, string path) => box.Id == id
        ? path
        : box.Children.Select(child => PathOf(child.Value, id, $"{path}.children.{child.Key}")).FirstOrDefault(found => found is not null);
}
