namespace Perch.Api;

/// <summary>What is wrong with which field of a request, in the order found; a sentence is kept once for each field.</summary>
public sealed class FieldErrors
{
    private readonly Dictionary<string, List<string>> _byField = new(StringComparer.Ordinal);

    public bool Any => _byField.Count > 0;

    /// <param name="field">The dotted camelCase name, such as <c>hotDesk.pin</c>.</param>
    /// <param name="reason">Reads on from the name: <c>must be a number</c>.</param>
    public void Add(string field, string reason)
    {
        if (!_byField.TryGetValue(field, out var reasons))
        {
            _byField[field] = reasons = [];
        }

        if (!reasons.Contains(reason))
        {
            reasons.Add(reason);
        }
    }

    public bool Has(string field) => _byField.ContainsKey(field);

    public IReadOnlyDictionary<string, string[]> ToDictionary() =>
        _byField.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray(), StringComparer.Ordinal);
}
