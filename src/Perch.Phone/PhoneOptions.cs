using Perch.Media;
using Perch.Sip;

namespace Perch.Phone;

/// <summary>Who a phone is, and how it behaves.</summary>
public sealed record PhoneOptions
{
    /// <summary>The SIP user name, for the address and for digest.</summary>
    public required string User { get; init; }

    public required Password Password { get; init; }

    /// <summary>The domain of the phone's address, and of every number it dials.</summary>
    public required string Realm { get; init; }

    public string DisplayName { get; init; } = "";

    public string UserAgent { get; init; } = "Perch-Phone";

    /// <summary>Best first.</summary>
    public IReadOnlyList<SdpCodec> Codecs { get; init; } = SdpCodecs.All;

    /// <summary>False for a phone that knows no RFC 4733.</summary>
    public bool OffersTelephoneEvents { get; init; } = true;

    /// <summary>What a registration asks for; the phone refreshes in time for what it is granted.</summary>
    public TimeSpan RegisterFor { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A call beyond these hears busy.</summary>
    public int MaxCalls { get; init; } = 1;

    public bool AutoAnswer { get; init; }

    /// <summary>RFC 4028: what an outgoing call asks for; null to know nothing of session timers.</summary>
    public int? SessionSeconds { get; init; } = SessionTimer.UsualSeconds;

    /// <summary>Sends silence while nothing is played, as a phone with a microphone does.</summary>
    public bool SendsSilence { get; init; } = true;

    /// <summary>How long a key is held down.</summary>
    public TimeSpan KeyPress { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Hears everything that every call hears; called on a media thread.</summary>
    public AudioListener? Hears { get; init; }
}
