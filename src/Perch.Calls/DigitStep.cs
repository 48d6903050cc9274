namespace Perch.Calls;

/// <summary>What whoever drives a <see cref="DigitEntry"/> has to do next.</summary>
public enum DigitAction
{
    /// <summary>Nothing: a prompt goes on, a running timer runs on.</summary>
    GoOn,

    /// <summary>Start <see cref="DigitStep.Timer"/> afresh, in place of any other.</summary>
    StartTimer,

    /// <summary>The question is answered with <see cref="DigitStep.Entry"/>; stop the timer.</summary>
    Finish,
}

/// <summary>One answer of a <see cref="DigitEntry"/>. Prints without the digits, which may be a PIN.</summary>
/// <param name="action">What to do.</param>
/// <param name="stopPrompt">Whether the prompt, if it still plays, falls silent first.</param>
/// <param name="timer">With <see cref="DigitAction.StartTimer"/>, how long to wait for a key.</param>
/// <param name="entry">With <see cref="DigitAction.Finish"/>, what was entered; empty when nothing was.</param>
public readonly struct DigitStep(DigitAction action, bool stopPrompt, TimeSpan timer = default, string? entry = null)
{
    public DigitAction Action => action;

    public bool StopPrompt => stopPrompt;

    public TimeSpan Timer => timer;

    public string Entry => entry ?? "";

    public override string ToString() => action == DigitAction.Finish ? "Finish ****" : $"{action} {timer}";
}
