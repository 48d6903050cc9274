namespace Perch.Events;

/// <summary>What the operator decides.</summary>
/// <param name="LocalWebhooks">Webhooks may go to this machine itself and to link-local addresses.</param>
public sealed record EventsOptions(bool LocalWebhooks = false);
