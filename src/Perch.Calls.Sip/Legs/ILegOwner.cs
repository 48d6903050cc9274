namespace Perch.Calls.Sip;

/// <summary>Whoever a leg belongs to; told on the strand.</summary>
internal interface ILegOwner
{
    /// <summary>Where everything of the leg runs.</summary>
    CallStrand Strand { get; }

    /// <summary>The peer acknowledged our answer, and audio may flow.</summary>
    void OnConfirmed(Leg leg);

    /// <summary>Once for each leg that was begun: nothing is left of it but a BYE under way.</summary>
    void OnEnded(Leg leg, LegEnd end);

    /// <summary>The peer changed what it sends or wants to hear: hold or its end.</summary>
    void OnDirectionChanged(Leg leg);

    /// <summary>A key of the phone.</summary>
    /// <param name="heard">It came with the audio; false for SIP INFO.</param>
    void OnKey(Leg leg, char key, bool heard);
}

/// <summary>Why a leg is over.</summary>
internal enum LegEnd
{
    /// <summary>The peer sent BYE.</summary>
    HungUp,

    /// <summary>The caller gave up before the answer.</summary>
    Cancelled,

    /// <summary>We refused or ended it.</summary>
    ByUs,

    /// <summary>The peer does not answer or refresh any more.</summary>
    Lost,
}
