using System.Runtime.InteropServices;
using System.Security.Cryptography;

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
    private int _leastLeft = int.MaxValue;
    private string _furthest = "";
    private ulong _mark;

    private Linearisation(IEnumerable<DeskOperation> operations)
    {
        _operations = [.. operations.OrderBy(operation => operation.Guess)];
        _done = new bool[_operations.Length];
        _marks = MemoryMarshal.Cast<byte, ulong>(RandomNumberGenerator.GetBytes(_operations.Length * sizeof(ulong))).ToArray();
        _answeredLeft = _operations.Count(operation => operation.IsAnswered);
    }

    /// <summary>Whether there is such an order that begins with these seats.</summary>
    public static bool Exists(Seating start, IEnumerable<DeskOperation> operations) =>
        new Linearisation(operations).Search(start);

    /// <summary>Fails where there is none, and shows how far the best attempt came.</summary>
    public static void ShouldExist(Seating start, IEnumerable<DeskOperation> operations)
    {
        var search = new Linearisation(operations);
        Assert.True(search.Search(start), search._furthest);
    }

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
        Remember(seating, firstAnswer);

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

    /// <summary>A caller at a phone is not told whether they sat there already: that log-in may be of use later.</summary>
    private bool ChangesNothing(int index, Seating seating) =>
        _operations[index] is { IsAnswered: true } and not LogIn { WasHere: null }
        && _operations[index].Apply(seating) is { } after && after.Equals(seating);

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

    private void Remember(Seating seating, long firstAnswer)
    {
        if (_answeredLeft >= _leastLeft)
        {
            return;
        }

        _leastLeft = _answeredLeft;
        var next = Candidates(firstAnswer).Select(index => Text(_operations[index], firstAnswer));
        var before = _operations.Where((_, index) => _done[index]).OrderBy(operation => operation.Answered).TakeLast(20)
            .Select(operation => Text(operation, firstAnswer));
        _furthest = $"{_answeredLeft} left; seats {seating}; none of these can come next:\n{string.Join('\n', next)}\n"
            + $"after, among others:\n{string.Join('\n', before)}";
    }

    /// <summary>With the times in microseconds, from the moment at which the search is stuck.</summary>
    private static string Text(DeskOperation operation, long zero) =>
        $"[{Microseconds(operation.Asked - zero)} to "
        + $"{(operation.IsAnswered ? Microseconds(operation.Answered - zero) : "never")}] {operation}";

    private static string Microseconds(long ticks) => $"{ticks * 1_000_000 / System.Diagnostics.Stopwatch.Frequency}";
}
