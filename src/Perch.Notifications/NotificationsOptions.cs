namespace Perch.Notifications;

/// <summary>What the operator decides.</summary>
/// <param name="LocalMail">Mail servers may be this machine itself or stand at link-local addresses.</param>
public sealed record NotificationsOptions(bool LocalMail = false);
