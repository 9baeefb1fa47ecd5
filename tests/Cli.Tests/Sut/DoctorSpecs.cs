using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Conformance.Cli.Tests.Sut;

public sealed class DoctorSpecs
{
    [Test]
    public async Task Of_a_system_that_works_every_line_is_ok()
    {
        using var served = await Served.StartAsync("im-recipient", "list-service", "msrp-sender");

        var said = await Command.RunAsync("doctor", served.Changed(WithPatience));

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Conformant), said.Output + said.Error);
        Assert.That(said.Output, Does.Not.Contain("WRONG").And.Contain("All is well"));
        foreach (var seat in new[] { "im-recipient", "list-service", "msrp-sender" })
        {
            foreach (var transport in new[] { "udp", "tcp", "tls" })
            {
                Assert.That(said.Output, Does.Match($@"ok +reach +{seat} {transport} 127\.0\.0\.1:\d+: OPTIONS answered 200 in "));
            }

            Assert.That(said.Output, Does.Match($"ok +message +{seat}: (MESSAGE|INVITE)"));
        }

        Assert.That(said.Output, Does.Match("ok +account +list-service udp: issuer is accepted"));
        Assert.That(said.Output, Does.Match(@"ok +reach +msrp-sender msrp 127\.0\.0\.1:\d+: connected"));
        string[] actions = ["im-recipient reset", "im-recipient read", "im-recipient hold", "im-recipient fail", "im-recipient opt-out", "list-service define-list", "msrp-sender open-session", "msrp-sender send-im"];
        Assert.That(actions, Has.All.Matches<string>(a => System.Text.RegularExpressions.Regex.IsMatch(said.Output, $"ok +action +{a}: done in ")), said.Output);
        Assert.That(said.Output, Does.Match("ok +timers +.*\"t1Ms\": \\d+"));
    }

    /// <summary>For a machine that is busy with other things: nothing waits that long where all is well.</summary>
    private static void WithPatience(JsonObject sut)
    {
        sut["timers"] = JsonNode.Parse("""{ "t1Ms": 500, "responseMs": 30000, "actMs": 60000, "graceMs": 2000 }""");
        sut["control"]!["otherwise"]!["timeoutMs"] = 60_000;
    }

    [Test]
    public async Task Everything_that_is_wrong_has_a_line_of_its_own_that_says_how_to_mend_it()
    {
        using var served = await Served.StartAsync("im-sender", "list-service");
        using var nobody = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var file = served.Changed(sut =>
        {
            WithPatience(sut);
            // Bound and not listening: a connection is refused, and no other process gets the port.
            sut["addresses"]!["im-sender"]!["tcp"] = nobody.LocalEndPoint!.ToString();
            sut["tls"] = new JsonObject();
            sut["credentials"]!["password"] = "not the password";
            sut["control"]!["actions"] = JsonNode.Parse("""{ "send-im": { "exec": ["sh", "-c", "echo cannot reach not the password >&2; exit 3"] }, "send-list": "none" }""");
        });

        var said = await Command.RunAsync("doctor", file);

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Usage), said.Output + said.Error);
        Assert.That(said.Output, Does.Match(@"ok +reach +im-sender udp"));
        Assert.That(said.Output, Does.Match(@"WRONG +reach +im-sender tcp [^\n]*refused[^\n]*\n +mend: start the system; if it runs, correct \$\.addresses\['im-sender'\]\.tcp"));
        Assert.That(said.Output, Does.Match(@"WRONG +reach +im-sender tls [^\n]*certificate[^\n]*\n +mend: [^\n]*\$\.tls\.trust"));
        Assert.That(said.Output, Does.Match(@"WRONG +account +list-service udp: the account issuer is refused with 401[^\n]*\n +mend: correct \$\.credentials"));
        Assert.That(said.Output, Does.Match(@"WRONG +action +im-sender send-im: sh ended with status 3: cannot reach \*+\n +mend: "), "and no secret shows");
        Assert.That(said.Output, Does.Match(@"note +action +im-sender send-list: bound to nothing; \d+ cases will be inconclusive\n +mend: bind \$\.control\.actions\['send-list'\]"));
        Assert.That(said.Output, Does.Contain("things are to be mended"));
        Assert.That(said.Output + said.Error, Does.Not.Contain("not the password").And.Not.Contain("   at "));
    }

    [Test]
    public async Task Where_nobody_is_the_doctor_says_so_for_every_address_and_for_the_control_interface()
    {
        using var scratch = new Scratch();
        using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        using var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        tcp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        File.WriteAllText(scratch["acme.json"], $$"""
            {
              "name": "nobody", "pics": { "seats": ["im-recipient"], "transports": ["udp", "tcp"] },
              "addresses": { "im-recipient": { "udp": "{{udp.LocalEndPoint}}", "tcp": "{{tcp.LocalEndPoint}}" } },
              "control": { "events": { "http": { "url": "http://{{tcp.LocalEndPoint}}/events" } } },
            }
            """);

        var said = await Command.RunAsync("doctor", scratch["acme.json"]);

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Usage), said.Error);
        Assert.That(said.Output, Does.Match(@"WRONG +reach +im-recipient udp [^\n]*no answer within[^\n]*\n +mend: [^\n]*firewalls"));
        Assert.That(said.Output, Does.Match(@"WRONG +reach +im-recipient tcp [^\n]*refused"));
        Assert.That(said.Output, Does.Match(@"WRONG +events +GET http://[^\n]*\n +mend: [^\n]*\$\.control\.events"));
        Assert.That(said.Output, Does.Contain("3 things are to be mended"));
    }

    [Test]
    public async Task An_address_that_is_not_of_this_host_cannot_be_listened_on()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch["acme.json"], """
            { "name": "x", "pics": { "seats": ["im-sender"], "transports": ["udp"] }, "addresses": { "im-sender": { "udp": "192.0.2.7:5060" } }, "harness": { "address": "192.0.2.1" } }
            """);

        var said = await Command.RunAsync("doctor", scratch["acme.json"]);

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Usage), said.Error);
        Assert.That(said.Output, Does.Match(@"WRONG +listen +[^\n]*192\.0\.2\.1[^\n]*\n +mend: [^\n]*\$\.harness\.address"));
    }

    [Test]
    public async Task A_file_with_mistakes_is_not_tried_and_all_of_them_are_named()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch["acme.json"], "{\n \"nmae\": \"x\",\n \"pics\": { \"seats\": [\"im-sendr\"],\n \"transports\": [\"udp\"] } }");

        var said = await Command.RunAsync("doctor", scratch["acme.json"]);

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(said.Error, Does.Contain("line 2, $.nmae: there is no member 'nmae'; did you mean name?").And.Contain("line 3, $.pics.seats[0]").And.Not.Contain("   at "));
        Assert.That(said.Output, Is.Empty);
    }

    [Test]
    public async Task A_file_that_is_not_there_says_how_to_begin()
    {
        var said = await Command.RunAsync("doctor", "/no/such/acme.json");

        Assert.That((said.ExitCode, said.Output), Is.EqualTo((ExitCode.Usage, "")));
        Assert.That(said.Error, Does.Contain("conformance init /no/such/acme.json"));
    }
}
