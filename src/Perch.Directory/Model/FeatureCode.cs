namespace Perch.Directory;

/// <summary>A dialled code such as <c>*11</c> naming a call program.</summary>
public sealed record FeatureCode(AccountId AccountId, string Name, string Code, bool Enabled);
