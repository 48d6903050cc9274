namespace Perch.Sip;

/// <summary>What a transaction wants done.</summary>
public enum TransactionEffectKind : byte
{
    /// <summary>Send the request for the first time, or the response the user gave just now.</summary>
    Send,

    /// <summary>Send the same bytes again.</summary>
    SendAgain,

    /// <summary>Client: acknowledge the final response (RFC 3261 §17.1.1.3). Server: send 100 Trying.</summary>
    SendAutomatic,

    /// <summary>Give the response, or the news of a failure, to the user.</summary>
    PassUp,

    /// <summary>Tell the user that the transaction failed.</summary>
    Fail,

    /// <summary>(Re)start a timer; of the sending and of the waiting timers one each runs.</summary>
    StartTimer,

    /// <summary>Forget the transaction and its timers.</summary>
    End,
}

/// <summary>One thing to do.</summary>
public readonly record struct TransactionEffect(
    TransactionEffectKind Kind, TransactionTimer Timer = default, TimeSpan After = default);

/// <summary>What one event brings about, in order; cleared and used again for the next event.</summary>
public sealed class TransactionEffects
{
    // The most any event causes is four.
    private readonly TransactionEffect[] _effects = new TransactionEffect[8];

    public int Count { get; private set; }

    public TransactionEffect this[int index] => _effects[index];

    public ReadOnlySpan<TransactionEffect> All => _effects.AsSpan(0, Count);

    public void Clear() => Count = 0;

    internal void Send() => Add(new(TransactionEffectKind.Send));

    internal void SendAgain() => Add(new(TransactionEffectKind.SendAgain));

    internal void SendAutomatic() => Add(new(TransactionEffectKind.SendAutomatic));

    internal void PassUp() => Add(new(TransactionEffectKind.PassUp));

    internal void Fail() => Add(new(TransactionEffectKind.Fail));

    internal void StartTimer(TransactionTimer timer, TimeSpan after) =>
        Add(new(TransactionEffectKind.StartTimer, timer, after));

    internal void End() => Add(new(TransactionEffectKind.End));

    private void Add(TransactionEffect effect) => _effects[Count++] = effect;
}
