namespace Perch.Scenarios.Tests.OneOrder;

/// <summary>
/// Looks for one order of all that was asked in which every answer makes sense: what was answered before something
/// else was asked comes first, and what was never answered may be left out. (Wing and Gong's search, remembering
/// what led nowhere.)
/// </summary>
internal sealed class Linearisation
{
    private readonly DeskOperation[] _operations;
    private readonly bool[] _done;
    private readonly ulong[] _marks;
    private readonly HashSet<(ulong Done, Seating Seating)> _hopeless = [];
    private int _answeredLeft;
    private ulong _mark;

    private Linearisation(IEnumerable<DeskOperation> operations)
    {
        _operations = [.. operations.OrderBy(operation => operation.Guess)];
        _done = new bool[_operations.Length];
        var random = new Random(1);
        _marks = [.. _operations.Select(_ => (ulong)random.NextInt64())];
        _answeredLeft = _operations.Count(operation => operation.IsAnswered);
    }

    /// <summary>Whether there is such an order that begins with these seats.</summary>
    public static bool Exists(Seating start, IEnumerable<DeskOperation> operations) =>
        new Linearisation(operations).Search(start);

    private bool Search(Seating seating)
    {
        if (_answeredLeft == 0)
        {
            return true;
        }

        if (!_hopeless.Add((_mark, seating)))
        {
            return false;
        }

        var firstAnswer = FirstAnswer();

        // What may come next, makes sense and changes nothing need not come later: a session that is over stays over,
        // and who looks has only to have looked once.
        if (Candidates(firstAnswer).FirstOrDefault(index => ChangesNothing(index, seating), -1) is var still and >= 0)
        {
            return SearchAfter(still, _operations[still].Apply(seating)!);
        }

        return Candidates(firstAnswer).Any(index => _operations[index].Apply(seating) is { } after && SearchAfter(index, after));
    }

    private IEnumerable<int> Candidates(long firstAnswer) =>
        Enumerable.Range(0, _operations.Length).Where(index => !_done[index] && _operations[index].Asked < firstAnswer);

    private bool ChangesNothing(int index, Seating seating) =>
        _operations[index].IsAnswered && _operations[index].Apply(seating) is { } after && after.Equals(seating);

    private bool SearchAfter(int index, Seating after)
    {
        var answered = _operations[index].IsAnswered ? 1 : 0;
        _done[index] = true;
        _mark ^= _marks[index];
        _answeredLeft -= answered;

        if (Search(after))
        {
            return true;
        }

        _done[index] = false;
        _mark ^= _marks[index];
        _answeredLeft += answered;

        return false;
    }

    /// <summary>Nothing that was asked after this can come first.</summary>
    private long FirstAnswer()
    {
        var first = long.MaxValue;

        for (var index = 0; index < _operations.Length; index++)
        {
            if (!_done[index])
            {
                first = Math.Min(first, _operations[index].Answered);
            }
        }

        return first;
    }
}
