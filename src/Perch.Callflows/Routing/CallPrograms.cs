using System.Collections.Frozen;
using Perch.Calls;
using Perch.Directory;

namespace Perch.Callflows;

/// <summary>The programs that modules registered, by name, and the feature codes they have.</summary>
internal sealed class CallPrograms(IEnumerable<ICallProgram> programs, IDirectory directory)
{
    private readonly FrozenDictionary<string, ICallProgram> _byName =
        programs.ToFrozenDictionary(program => program.Name, StringComparer.Ordinal);

    public IEnumerable<string> Names => _byName.Keys.Order(StringComparer.Ordinal);

    public ICallProgram? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The account's feature codes: what an administrator changed, else the programs' own, enabled.</summary>
    public IEnumerable<FeatureCode> CodesOf(AccountId account)
    {
        var changed = directory.FeatureCodes(account);

        foreach (var program in _byName.Values)
        {
            if (program.DefaultCode is { } code)
            {
                yield return changed.FirstOrDefault(other => other.Name == program.Name)
                    ?? new FeatureCode(account, program.Name, code, Enabled: true);
            }
        }
    }
}
