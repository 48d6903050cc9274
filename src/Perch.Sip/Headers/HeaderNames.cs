namespace Perch.Sip;

/// <summary>Header names on the wire, in any case and in their compact forms (RFC 3261 §7.3.3).</summary>
public static class HeaderNames
{
    private static readonly (HeaderId Id, string Name, char Compact)[] Registry =
    [
        (HeaderId.Accept, "Accept", '\0'), (HeaderId.AcceptEncoding, "Accept-Encoding", '\0'),
        (HeaderId.AcceptLanguage, "Accept-Language", '\0'), (HeaderId.AlertInfo, "Alert-Info", '\0'),
        (HeaderId.Allow, "Allow", '\0'), (HeaderId.AllowEvents, "Allow-Events", 'u'),
        (HeaderId.Authorization, "Authorization", '\0'), (HeaderId.CallId, "Call-ID", 'i'),
        (HeaderId.CallInfo, "Call-Info", '\0'), (HeaderId.Contact, "Contact", 'm'),
        (HeaderId.ContentDisposition, "Content-Disposition", '\0'), (HeaderId.ContentEncoding, "Content-Encoding", 'e'),
        (HeaderId.ContentLength, "Content-Length", 'l'), (HeaderId.ContentType, "Content-Type", 'c'),
        (HeaderId.CSeq, "CSeq", '\0'), (HeaderId.Date, "Date", '\0'), (HeaderId.Event, "Event", 'o'),
        (HeaderId.Expires, "Expires", '\0'), (HeaderId.From, "From", 'f'),
        (HeaderId.MaxForwards, "Max-Forwards", '\0'), (HeaderId.MinExpires, "Min-Expires", '\0'),
        (HeaderId.MinSe, "Min-SE", '\0'), (HeaderId.PAssertedIdentity, "P-Asserted-Identity", '\0'),
        (HeaderId.Path, "Path", '\0'), (HeaderId.PPreferredIdentity, "P-Preferred-Identity", '\0'),
        (HeaderId.Privacy, "Privacy", '\0'), (HeaderId.ProxyAuthenticate, "Proxy-Authenticate", '\0'),
        (HeaderId.ProxyAuthorization, "Proxy-Authorization", '\0'), (HeaderId.ProxyRequire, "Proxy-Require", '\0'),
        (HeaderId.RAck, "RAck", '\0'), (HeaderId.Reason, "Reason", '\0'), (HeaderId.RecordRoute, "Record-Route", '\0'),
        (HeaderId.ReferTo, "Refer-To", 'r'), (HeaderId.ReferredBy, "Referred-By", 'b'),
        (HeaderId.Replaces, "Replaces", '\0'), (HeaderId.Require, "Require", '\0'),
        (HeaderId.RetryAfter, "Retry-After", '\0'), (HeaderId.Route, "Route", '\0'), (HeaderId.RSeq, "RSeq", '\0'),
        (HeaderId.Server, "Server", '\0'), (HeaderId.SessionExpires, "Session-Expires", 'x'),
        (HeaderId.Subject, "Subject", 's'), (HeaderId.SubscriptionState, "Subscription-State", '\0'),
        (HeaderId.Supported, "Supported", 'k'), (HeaderId.Timestamp, "Timestamp", '\0'), (HeaderId.To, "To", 't'),
        (HeaderId.Unsupported, "Unsupported", '\0'), (HeaderId.UserAgent, "User-Agent", '\0'),
        (HeaderId.Via, "Via", 'v'), (HeaderId.Warning, "Warning", '\0'),
        (HeaderId.WwwAuthenticate, "WWW-Authenticate", '\0'),
    ];

    private static readonly byte[][] Names = BuildNames();
    private static readonly HeaderId[] Compact = BuildCompact();
    private static readonly HeaderId[] Buckets = BuildBuckets();

    /// <summary>How many ids there are, <see cref="HeaderId.Other"/> included.</summary>
    public static int Count => Names.Length;

    /// <summary>The full name as we write it; empty for <see cref="HeaderId.Other"/>.</summary>
    public static ReadOnlySpan<byte> Name(this HeaderId id) => Names[(int)id];

    /// <summary>Full or compact name in any case; <see cref="HeaderId.Other"/> for what we do not know.</summary>
    public static HeaderId Find(ReadOnlySpan<byte> name)
    {
        if (name.Length == 1)
        {
            return (name[0] | 0x20) is >= 'a' and <= 'z' and var letter ? Compact[letter - 'a'] : HeaderId.Other;
        }

        for (var bucket = Bucket(name); Buckets[bucket] != HeaderId.Other; bucket = (bucket + 1) & 0xFF)
        {
            if (Ascii.EqualsIgnoreCase(name, Names[(int)Buckets[bucket]]))
            {
                return Buckets[bucket];
            }
        }

        return HeaderId.Other;
    }

    private static int Bucket(ReadOnlySpan<byte> name) =>
        name.IsEmpty ? 0 : ((name.Length * 37) + ((name[0] | 0x20) * 11) + ((name[^1] | 0x20) * 5)) & 0xFF;

    private static byte[][] BuildNames()
    {
        var names = new byte[Registry.Length + 1][];
        names[0] = [];

        foreach (var (id, name, _) in Registry)
        {
            names[(int)id] = System.Text.Encoding.ASCII.GetBytes(name);
        }

        return names;
    }

    private static HeaderId[] BuildCompact()
    {
        var compact = new HeaderId[26];

        foreach (var (id, _, letter) in Registry.Where(row => row.Compact != '\0'))
        {
            compact[letter - 'a'] = id;
        }

        return compact;
    }

    private static HeaderId[] BuildBuckets()
    {
        var buckets = new HeaderId[256];

        foreach (var (id, _, _) in Registry)
        {
            var bucket = Bucket(Names[(int)id]);

            while (buckets[bucket] != HeaderId.Other)
            {
                bucket = (bucket + 1) & 0xFF;
            }

            buckets[bucket] = id;
        }

        return buckets;
    }
}
