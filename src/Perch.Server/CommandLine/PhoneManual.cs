using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Perch.Server.CommandLine;

/// <summary>What the telephone's keys and script commands are, after the options in <c>perch phone --help</c>.</summary>
internal sealed class PhoneManual(SynchronousCommandLineAction options) : SynchronousCommandLineAction
{
    /// <summary>Whoever asks for help need not give what is required.</summary>
    public override bool ClearsParseErrors => true;

    public static void AddTo(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new PhoneManual((SynchronousCommandLineAction)help.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var status = options.Invoke(parseResult);

        if (parseResult.CommandResult.Command.Name == PhoneCommand.Name)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(Phone.PhoneCommand.Help);
        }

        return status;
    }
}
