using Perch.TestKit.Phones;

namespace Perch.Scenarios.Tests.Office;

/// <summary>Somebody who works here.</summary>
public sealed record Person(Guid Id, string Name, string Extension, string HotDeskId);

/// <summary>A telephone on a table: what the directory calls it, and the thing itself.</summary>
public sealed record Telephone(Guid Id, string Nickname, VirtualPhone Phone);
