using System.CommandLine;
using Conformance.Cli.Selection;
using Conformance.Harness.Dsl;
using Conformance.Harness.Remote.Description;
using Conformance.Stack;

namespace Conformance.Cli.Commands;

/// <summary><c>conformance init</c>: writes a SUT file to start from, and its schema beside it.</summary>
internal static class InitCommand
{
    internal static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The SUT file to write.", DefaultValueFactory = _ => "sut.json" };
        var name = new Option<string?>("--name") { Description = "Name of the system under test. [default: the name of the file]", HelpName = "NAME" };
        var seats = OptionShapes.Seats("Seats that it takes. [default: im-recipient]");
        var transports = OptionShapes.Many("--transport", "TRANSPORT", "Transports that it speaks. [default: udp tcp]");
        var force = new Option<bool>("--force") { Description = "Replace a file that is there already." };
        var command = new DocumentedCommand("init", "Write a commented SUT file, which describes a system under test, and its JSON Schema beside it.")
        {
            Arguments = { file },
            Options = { name, seats, transports, force },
            Examples =
            [
                ("conformance init acme.json", "a recipient of instant messages over UDP and TCP"),
                ("conformance init acme.json --seat list-service --transport udp tcp tls", "a list service"),
                ("conformance doctor acme.json", "what to do next, after a look at the file"),
            ],
        };
        command.SetAction(parsed => Write(
            parsed.GetValue(file) ?? "sut.json",
            parsed.GetValue(name),
            parsed.GetValue(seats) is { Length: > 0 } named ? [.. named.Select(Known.Seat).Distinct()] : [Seat.ImRecipient],
            parsed.GetValue(transports) is { Length: > 0 } spoken ? [.. spoken.Select(Known.Transport).Distinct()] : [TransportKind.Udp, TransportKind.Tcp],
            parsed.GetValue(force)));
        return command;
    }

    private static int Write(string file, string? name, Seat[] seats, TransportKind[] transports, bool force)
    {
        if (File.Exists(file) && !force)
        {
            throw new CommandException($"{file} is there already and stays as it is; name another file, or add --force to replace it");
        }

        var schema = Path.Combine(Path.GetDirectoryName(file) is { Length: > 0 } folder ? folder : ".", SutSchema.FileName);
        try
        {
            File.WriteAllText(schema, SutSchema.Text);
            File.WriteAllText(file, new SutFileTemplate(name ?? Path.GetFileNameWithoutExtension(file), seats, transports).ToString());
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{file} cannot be written: {refused.Message}");
        }

        Console.WriteLine($"""
            {file} describes a system under test; {Path.GetRelativePath(".", schema)} lets editors check it.
            1. Write down in it where the system is and how it is made to act.
            2. conformance doctor {file}
            3. conformance run --sut {file}
            """);
        return ExitCode.Conformant;
    }
}
