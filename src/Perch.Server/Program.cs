return await Perch.Server.CommandLine.PerchCommand.RunAsync(args);
