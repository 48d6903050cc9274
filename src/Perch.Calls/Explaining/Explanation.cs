namespace Perch.Calls;

/// <summary>
/// The decisions of one call, in order. Costs the place they take and nothing else; a call that goes round for ever
/// keeps its first ones. Thread-safe.
/// </summary>
public sealed class Explanation
{
    /// <summary>A call that decides more says nothing new.</summary>
    public const int Most = 200;

    private const int Usual = 8;

    private readonly Lock _gate = new();
    private Decision[] _decisions = [];
    private int _count;

    public void Add(in Decision decision)
    {
        lock (_gate)
        {
            if (_count == Most)
            {
                return;
            }

            if (_count == _decisions.Length)
            {
                Array.Resize(ref _decisions, Math.Min(Most, Math.Max(Usual, _count * 2)));
            }

            _decisions[_count++] = decision;
        }
    }

    public IReadOnlyList<Decision> Decisions
    {
        get
        {
            lock (_gate)
            {
                return _decisions[.._count];
            }
        }
    }
}
