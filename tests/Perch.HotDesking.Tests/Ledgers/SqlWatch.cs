using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Perch.HotDesking.Tests.Ledgers;

/// <summary>Hears every command that goes to a database in this process.</summary>
internal sealed class SqlWatch : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly ConcurrentQueue<SqlCommand> _commands = [];
    private readonly List<IDisposable> _subscriptions = [];

    public SqlWatch() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    public IEnumerable<SqlCommand> Commands => _commands;

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandExecutedEventData { Command: var command })
        {
            _commands.Enqueue(new(command.CommandText, [.. command.Parameters.Cast<DbParameter>()]));
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());
}

/// <summary>What was asked of a database.</summary>
internal sealed record SqlCommand(string Text, IReadOnlyList<DbParameter> Parameters);
