using System.Text.Json;
using Perch.Directory;

namespace Perch.Callflows;

/// <summary>Reads the tree of a callflow from JSON: its shape only, whatever programs think of their settings.</summary>
internal sealed class FlowReader
{
    private readonly List<FieldProblem> _problems = [];
    private int _steps;

    private FlowReader()
    {
    }

    /// <summary>The tree, or what is wrong with it.</summary>
    public static (CallflowStep? Flow, IReadOnlyList<FieldProblem> Problems) Read(JsonElement flow)
    {
        var reader = new FlowReader();
        var step = reader.ReadStep(flow, "flow", depth: 1);
        return (reader._problems.Count == 0 ? step : null, reader._problems);
    }

    private CallflowStep? ReadStep(JsonElement json, string path, int depth)
    {
        if (json.ValueKind is not JsonValueKind.Object)
        {
            return Wrong(path, "must be an object with a program");
        }

        if (depth > CallflowLimits.MaxDepth || ++_steps > CallflowLimits.MaxSteps)
        {
            return Wrong(path, $"must have at most {CallflowLimits.MaxSteps} steps, {CallflowLimits.MaxDepth} deep");
        }

        var program = "";
        JsonElement data = default;
        var children = new Dictionary<string, CallflowStep>(StringComparer.Ordinal);

        foreach (var member in json.EnumerateObject())
        {
            switch (member.Name)
            {
                case "program":
                    program = ReadProgram(member.Value, $"{path}.program");
                    break;
                case "data":
                    data = ReadData(member.Value, $"{path}.data");
                    break;
                case "children":
                    ReadChildren(member.Value, $"{path}.children", depth, children);
                    break;
                default:
                    Wrong($"{path}.{member.Name}", "is not a field");
                    break;
            }
        }

        if (!json.TryGetProperty("program", out _))
        {
            Wrong($"{path}.program", "is missing");
        }

        return new CallflowStep(program, data, children);
    }

    private string ReadProgram(JsonElement json, string path)
    {
        if (json.ValueKind is JsonValueKind.String)
        {
            return json.GetString()!;
        }

        Wrong(path, "must be the name of a program");
        return "";
    }

    private JsonElement ReadData(JsonElement json, string path)
    {
        if (json.ValueKind is JsonValueKind.Object)
        {
            return json.Clone();
        }

        if (json.ValueKind is not JsonValueKind.Null)
        {
            Wrong(path, "must be an object");
        }

        return default;
    }

    private void ReadChildren(JsonElement json, string path, int depth, Dictionary<string, CallflowStep> children)
    {
        if (json.ValueKind is not JsonValueKind.Object)
        {
            if (json.ValueKind is not JsonValueKind.Null)
            {
                Wrong(path, "must be an object");
            }

            return;
        }

        foreach (var child in json.EnumerateObject().Take(CallflowLimits.MaxChildren))
        {
            if (ReadStep(child.Value, $"{path}.{child.Name}", depth + 1) is { } step)
            {
                children[child.Name] = step;
            }
        }

        if (json.EnumerateObject().Count() > CallflowLimits.MaxChildren)
        {
            Wrong(path, $"must have at most {CallflowLimits.MaxChildren} entries");
        }
    }

    private CallflowStep? Wrong(string path, string reason)
    {
        _problems.Add(new FieldProblem(path, reason));
        return null;
    }
}
