namespace Perch.Transport;

/// <summary>What the user is told after a step, once the transaction's lock is free again.</summary>
[Flags]
internal enum TransactionNews
{
    None = 0,
    PassUp = 1,
    Fail = 2,
}
