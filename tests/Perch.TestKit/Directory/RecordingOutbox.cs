using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.TestKit.Directory;

/// <summary>Keeps what was said, without asking whether the transaction came to its end.</summary>
public sealed class RecordingOutbox : IOutbox
{
    private readonly ConcurrentQueue<OutboxEvent> _said = [];

    public IReadOnlyList<OutboxEvent> Said => [.. _said];

    public void Add(DbContext database, OutboxEvent happened) => _said.Enqueue(happened);

    public void AddSoon(OutboxEvent happened) => _said.Enqueue(happened);
}
