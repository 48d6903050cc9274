namespace Perch.Sip;

/// <summary>What is to become of a REGISTER. Used again for the next one, so that deciding allocates nothing.</summary>
public sealed class RegisterDecision
{
    private readonly RequestedContact[] _contacts = new RequestedContact[SipLimits.MaxContacts];
    private BindingChange[] _changes = new BindingChange[SipLimits.MaxContacts];
    private int _contactCount;
    private int _changeCount;

    public RegisterOutcome Outcome { get; private set; }

    /// <summary>In the order they are to be applied; empty for a query and for a refusal.</summary>
    public ReadOnlySpan<BindingChange> Changes => _changes.AsSpan(0, _changeCount);

    /// <summary>The contacts as listed.</summary>
    public ReadOnlySpan<RequestedContact> Contacts => _contacts.AsSpan(0, _contactCount);

    internal bool AddressesAll { get; set; }

    public int Count(BindingChangeKind kind)
    {
        var count = 0;

        foreach (var change in Changes)
        {
            count += change.Kind == kind ? 1 : 0;
        }

        return count;
    }

    internal void Clear()
    {
        Outcome = RegisterOutcome.Accepted;
        AddressesAll = false;
        _contactCount = _changeCount = 0;
    }

    internal void Reject(RegisterOutcome outcome)
    {
        Outcome = outcome;
        _changeCount = 0;
    }

    internal bool TryAddContact(SipMessage register, ReadOnlySpan<byte> uri, int expires)
    {
        if (_contactCount == _contacts.Length || !register.Bytes.Overlaps(uri, out var start))
        {
            return false;
        }

        _contacts[_contactCount++] = new(start, uri.Length, expires);

        return true;
    }

    internal void Add(BindingChange change)
    {
        if (_changeCount == _changes.Length)
        {
            Array.Resize(ref _changes, 2 * _changes.Length);
        }

        _changes[_changeCount++] = change;
    }

    internal bool Touches(int known)
    {
        foreach (var change in Changes)
        {
            if (change.Known == known)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes back what was decided about the same contact.</summary>
    internal void DropChangesOf(SipMessage register, int known, ReadOnlySpan<byte> uri)
    {
        for (var index = _changeCount - 1; index >= 0; index--)
        {
            var change = _changes[index];
            var isSame = known >= 0
                ? change.Known == known
                : SipUriComparison.AreEquivalent(_contacts[change.Contact].UriIn(register), uri);

            if (isSame)
            {
                Remove(index);
            }
        }
    }

    internal void DropLastAdded(int count)
    {
        for (var index = _changeCount - 1; index >= 0 && count > 0; index--)
        {
            if (_changes[index].Kind == BindingChangeKind.Add)
            {
                Remove(index);
                count--;
            }
        }
    }

    private void Remove(int index)
    {
        _changes.AsSpan(index + 1, _changeCount - index - 1).CopyTo(_changes.AsSpan(index));
        _changeCount--;
    }
}

/// <summary>One change of one binding.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Contact">Which of <see cref="RegisterDecision.Contacts"/> asked for it, or -1.</param>
/// <param name="Known">Which of the known bindings it means, or -1.</param>
/// <param name="Expires">Seconds granted.</param>
public readonly record struct BindingChange(BindingChangeKind Kind, int Contact, int Known, int Expires);

public enum BindingChangeKind : byte
{
    Add,
    Refresh,

    /// <summary>The phone asked for it.</summary>
    Remove,

    /// <summary>A newer one takes its place.</summary>
    Displace,
}

/// <summary>One Contact of a REGISTER.</summary>
/// <param name="Start">Of the URI in the message's bytes.</param>
/// <param name="Length">Of the URI.</param>
/// <param name="Expires">Seconds asked for.</param>
public readonly record struct RequestedContact(int Start, int Length, int Expires)
{
    public ReadOnlySpan<byte> UriIn(SipMessage register) => register.Bytes.Slice(Start, Length);
}

/// <summary>What a REGISTER comes to. Everything but <see cref="Accepted"/> changes nothing.</summary>
public enum RegisterOutcome : byte
{
    Accepted,

    /// <summary>Steps 4 and 5: the address-of-record is not the phone's.</summary>
    NotOwnAddress,
    MalformedContact,
    TooManyContacts,
    StarWithoutZero,
    StarAmongOthers,

    /// <summary>Its successor was here first.</summary>
    OutOfOrder,

    TooBrief,

    /// <summary>The registrar cannot write it down at the moment, and so must not promise it.</summary>
    CannotBeKept,
}

/// <summary>What each outcome is answered with.</summary>
public static class RegisterOutcomes
{
    public static int Status(this RegisterOutcome outcome) => outcome switch
    {
        RegisterOutcome.Accepted => 200,
        RegisterOutcome.NotOwnAddress => 403,
        RegisterOutcome.MalformedContact or RegisterOutcome.TooManyContacts
            or RegisterOutcome.StarWithoutZero or RegisterOutcome.StarAmongOthers => 400,
        RegisterOutcome.OutOfOrder => 500,
        RegisterOutcome.TooBrief => 423,
        RegisterOutcome.CannotBeKept => 503,
    };

    /// <summary>Empty for the usual one.</summary>
    public static ReadOnlySpan<byte> Phrase(this RegisterOutcome outcome) => outcome switch
    {
        RegisterOutcome.Accepted or RegisterOutcome.TooBrief or RegisterOutcome.CannotBeKept => default,
        RegisterOutcome.NotOwnAddress => "Not Your Address"u8,
        RegisterOutcome.MalformedContact => "Malformed Contact"u8,
        RegisterOutcome.TooManyContacts => "Too Many Contacts"u8,
        RegisterOutcome.StarWithoutZero => "Contact * Needs Expires 0"u8,
        RegisterOutcome.StarAmongOthers => "Contact * Stands Alone"u8,
        RegisterOutcome.OutOfOrder => "CSeq Out Of Order"u8,
    };
}
