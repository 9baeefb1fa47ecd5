using Conformance.Harness.Remote.Description;

namespace Conformance.Cli.Tests.Sut;

public sealed class InitSpecs
{
    [Test]
    public async Task Init_writes_a_file_that_can_be_read_and_its_schema_beside_it()
    {
        using var scratch = new Scratch();

        var said = await Command.RunAsync("init", scratch["acme.json"], "--seat", "list-service", "im-sender", "--transport", "tcp", "--name", "Acme Lists");

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Conformant), said.Error);
        Assert.That(said.Output, Does.Contain("conformance doctor").And.Contain("conformance run --sut"));
        var read = SutFile.Read(scratch["acme.json"], _ => null);
        Assert.That((read.Name, read.Pics.Seats.Select(s => s.Name)), Is.EqualTo(("Acme Lists", new[] { "list-service", "im-sender" })));
        Assert.That(File.ReadAllText(scratch["sut.schema.json"]), Is.EqualTo(SutSchema.Text));
    }

    [Test]
    public async Task Init_does_not_replace_a_file_unless_it_is_told_to()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch["acme.json"], "precious");

        var refused = await Command.RunAsync("init", scratch["acme.json"]);
        var kept = File.ReadAllText(scratch["acme.json"]);
        var forced = await Command.RunAsync("init", scratch["acme.json"], "--force");

        Assert.That((refused.ExitCode, kept), Is.EqualTo((ExitCode.Usage, "precious")));
        Assert.That(refused.Error, Does.Contain("--force"));
        Assert.That(forced.ExitCode, Is.EqualTo(ExitCode.Conformant));
        Assert.That(SutFile.Read(scratch["acme.json"], _ => null).Name, Is.EqualTo("acme"));
    }

    [TestCase("init /dev/null/acme.json", "cannot be written")]
    [TestCase("init acme.json --seat im-sendr", "did you mean im-sender?")]
    [TestCase("init acme.json --transport sctp", "there are udp, tcp, tls")]
    public async Task A_mistake_writes_nothing_and_gets_one_clear_message(string line, string message)
    {
        using var scratch = new Scratch();

        var said = await Command.RunAsync([.. line.Split(' ').Select(w => w == "acme.json" ? scratch[w] : w)]);

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(said.Error, Does.Contain(message).And.Not.Contain("   at "));
        Assert.That(Directory.GetFiles(scratch.Path), Is.Empty);
    }
}
