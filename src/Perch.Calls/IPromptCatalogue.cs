namespace Perch.Calls;

/// <summary>Which built-in prompts there are.</summary>
public interface IPromptCatalogue
{
    /// <summary>Whether the prompt is recorded in the language that is always complete.</summary>
    bool Has(string name);
}
