namespace Perch.Sip;

/// <summary>
/// RFC 3261 §10.3 steps 6 and 7: what a REGISTER does to the bindings of its address-of-record: all of it, or nothing.
/// Pure: no clock, no store, no randomness of its own.
/// </summary>
public static class RegisterRules
{
    // RFC 3261 §10.2.1.1: what cannot be read counts as an hour.
    private const int ExpiresOfNonsense = 3600;

    /// <summary>Decides into <paramref name="decision"/>, which is emptied first; allocates nothing.</summary>
    /// <param name="register">The REGISTER.</param>
    /// <param name="known">The bindings there are, newest first.</param>
    /// <param name="limits">What may be asked for.</param>
    /// <param name="random">Spreads what is granted.</param>
    /// <param name="decision">What is to be done; its indexes mean <paramref name="known"/>.</param>
    public static void Decide(
        SipMessage register, ReadOnlySpan<IBinding> known, in RegisterLimits limits, uint random, RegisterDecision decision)
    {
        decision.Clear();
        var outcome = ReadContacts(register, limits, decision);

        if (outcome == RegisterOutcome.Accepted)
        {
            outcome = decision.AddressesAll
                ? RemoveAll(register, known, decision)
                : ChangeEach(register, known, limits, random, decision);
        }

        if (outcome == RegisterOutcome.Accepted)
        {
            outcome = MakeRoom(register, known, limits.MaxBindings, decision);
        }

        if (outcome != RegisterOutcome.Accepted)
        {
            decision.Reject(outcome);
        }
    }

    private static RegisterOutcome ReadContacts(SipMessage register, in RegisterLimits limits, RegisterDecision decision)
    {
        var all = ExpiresHeaderOf(register, limits);

        foreach (var value in register.Values(HeaderId.Contact))
        {
            if (!NameAddr.TryParse(value, out var contact)
                || (!contact.IsStar && !SipUri.TryParse(contact.Uri, out _)))
            {
                return RegisterOutcome.MalformedContact;
            }

            // Step 6: "*" means every binding, stands alone, and is legal only for removing.
            if (contact.IsStar && (all != 0 || !register.Has(HeaderId.Expires)))
            {
                return RegisterOutcome.StarWithoutZero;
            }

            if (decision.AddressesAll || (contact.IsStar && decision.Contacts.Length > 0))
            {
                return RegisterOutcome.StarAmongOthers;
            }

            decision.AddressesAll |= contact.IsStar;

            if (!contact.IsStar && !decision.TryAddContact(register, contact.Uri, ExpiresOf(contact, all)))
            {
                return RegisterOutcome.TooManyContacts;
            }
        }

        return RegisterOutcome.Accepted;
    }

    private static int ExpiresHeaderOf(SipMessage register, in RegisterLimits limits) =>
        !register.Has(HeaderId.Expires) ? limits.DefaultExpires
        : Ascii.TryReadUInt(register[HeaderId.Expires], out var seconds) ? (int)Math.Min(seconds, int.MaxValue)
        : ExpiresOfNonsense;

    private static int ExpiresOf(in NameAddr contact, int otherwise) =>
        !contact.Parameters.TryFind("expires"u8, out var text) ? otherwise
        : Ascii.TryReadUInt(text, out var seconds) ? (int)Math.Min(seconds, int.MaxValue)
        : ExpiresOfNonsense;

    private static RegisterOutcome RemoveAll(SipMessage register, ReadOnlySpan<IBinding> known, RegisterDecision decision)
    {
        for (var place = 0; place < known.Length; place++)
        {
            if (IsLate(register, known[place]))
            {
                return RegisterOutcome.OutOfOrder;
            }

            decision.Add(new(BindingChangeKind.Remove, -1, place, 0));
        }

        return RegisterOutcome.Accepted;
    }

    private static RegisterOutcome ChangeEach(
        SipMessage register, ReadOnlySpan<IBinding> known, in RegisterLimits limits, uint random, RegisterDecision decision)
    {
        for (var index = 0; index < decision.Contacts.Length; index++)
        {
            var contact = decision.Contacts[index];
            var place = Find(known, contact.UriIn(register));

            // Step 7: a REGISTER that arrives after its successor fails as a whole.
            if (place >= 0 && IsLate(register, known[place]))
            {
                return RegisterOutcome.OutOfOrder;
            }

            if (contact.Expires > 0 && contact.Expires < limits.MinExpires)
            {
                return RegisterOutcome.TooBrief;
            }

            // A contact that is listed twice counts as it is listed last.
            decision.DropChangesOf(register, place, contact.UriIn(register));

            if (contact.Expires > 0)
            {
                var kind = place < 0 ? BindingChangeKind.Add : BindingChangeKind.Refresh;
                decision.Add(new(kind, index, place, limits.Grant(contact.Expires, random)));
            }
            else if (place >= 0)
            {
                decision.Add(new(BindingChangeKind.Remove, index, place, 0));
            }
        }

        return RegisterOutcome.Accepted;
    }

    /// <summary>The newest bindings stay; of one request those listed first.</summary>
    private static RegisterOutcome MakeRoom(
        SipMessage register, ReadOnlySpan<IBinding> known, int most, RegisterDecision decision)
    {
        var surplus = known.Length + decision.Count(BindingChangeKind.Add) - decision.Count(BindingChangeKind.Remove) - most;

        for (var place = known.Length - 1; place >= 0 && surplus > 0 && decision.Count(BindingChangeKind.Add) > 0; place--)
        {
            if (decision.Touches(place))
            {
                continue;
            }

            // What a successor of this REGISTER brought is not for it to displace.
            if (IsLate(register, known[place]))
            {
                return RegisterOutcome.OutOfOrder;
            }

            decision.Add(new(BindingChangeKind.Displace, -1, place, 0));
            surplus--;
        }

        decision.DropLastAdded(surplus);

        return RegisterOutcome.Accepted;
    }

    private static bool IsLate(SipMessage register, IBinding known) =>
        register.CSeqNumber <= known.CSeq && register.CallId.SequenceEqual(known.CallId);

    private static int Find(ReadOnlySpan<IBinding> known, ReadOnlySpan<byte> uri)
    {
        for (var place = 0; place < known.Length; place++)
        {
            if (SipUriComparison.AreEquivalent(known[place].ContactUri, uri))
            {
                return place;
            }
        }

        return -1;
    }
}
