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
    public async Task A_phone_without_an_address_is_awaited_and_then_driven()
    {
        using var served = await Served.StartAsync("im-recipient");
        var port = FreePort();
        var phone = "";
        var file = served.Changed(sut =>
        {
            phone = sut["addresses"]!["im-recipient"]!["udp"]!.GetValue<string>();
            sut["pics"]!["transports"] = new JsonArray("udp");
            sut["addresses"] = new JsonObject { ["im-recipient"] = new JsonObject { ["user"] = "bob" } };
            sut["harness"] = new JsonObject { ["address"] = "127.0.0.1", ["sipPort"] = port, ["registrar"] = true };
            sut["limits"]!["concurrency"] = 1;

            // All cases share this one user: an action whose effect lasts, such as opt-out, would be felt by the next of them.
            sut["control"]!["actions"] = new JsonObject { ["read"] = sut["control"]!["otherwise"]!.DeepClone() };
            sut["control"]!["otherwise"] = "none";
        });

        var visit = Command.RunAsync("doctor", file);
        await RegisterAsync(new IPEndPoint(IPAddress.Loopback, port), $"<sip:bob@{phone}>", visit);
        var said = await visit;

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Conformant), said.Output + said.Error);
        Assert.That(said.Output, Does.Match($"ok +register +bob registered with 127.0.0.1:{port}").And.Match("ok +action +im-recipient read: done").And.Match("ok +message +im-recipient: MESSAGE"));
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>Registers as often as it takes: the harness opens its port when it is ready.</summary>
    private static async Task RegisterAsync(IPEndPoint registrar, string contact, Task visit)
    {
        using var phone = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        for (var number = 1; !visit.IsCompleted; number++)
        {
            var register = $"REGISTER sip:{registrar} SIP/2.0\r\nVia: SIP/2.0/UDP {phone.Client.LocalEndPoint};branch=z9hG4bKd{number}\r\nMax-Forwards: 70\r\n"
                + $"From: <sip:bob@127.0.0.1>;tag=d{number}\r\nTo: <sip:bob@127.0.0.1>\r\nCall-ID: doctor{number}\r\nCSeq: {number} REGISTER\r\nContact: {contact}\r\nExpires: 600\r\nContent-Length: 0\r\n\r\n";
            await phone.SendAsync(System.Text.Encoding.UTF8.GetBytes(register), registrar);
            using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
            try
            {
                var answer = await phone.ReceiveAsync(patience.Token);
                if (System.Text.Encoding.UTF8.GetString(answer.Buffer).StartsWith("SIP/2.0 200", StringComparison.Ordinal))
                {
                    return;
                }
            }
            catch (Exception nobodyThere) when (nobodyThere is OperationCanceledException or SocketException)
            {
                // Not open yet.
            }
        }
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
