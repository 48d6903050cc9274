using System.Collections.Immutable;

namespace Perch.Portal;

/// <summary>A draft with those before it and those that were taken back.</summary>
internal sealed record FlowHistory(FlowDraft Now)
{
    private ImmutableStack<FlowDraft> Past { get; init; } = [];

    private ImmutableStack<FlowDraft> Future { get; init; } = [];

    public bool CanUndo => !Past.IsEmpty;

    public bool CanRedo => !Future.IsEmpty;

    /// <summary>Goes on to another draft; one that is the same is no step.</summary>
    public FlowHistory Do(FlowDraft next) => ReferenceEquals(next, Now)
        ? this
        : new(next) { Past = Past.Push(Now) };

    public FlowHistory Undo() => CanUndo
        ? new(Past.Peek()) { Past = Past.Pop(), Future = Future.Push(Now) }
        : this;

    public FlowHistory Redo() => CanRedo
        ? new(Future.Peek()) { Past = Past.Push(Now), Future = Future.Pop() }
        : this;
}
