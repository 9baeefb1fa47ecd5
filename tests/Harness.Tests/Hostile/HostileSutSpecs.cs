using System.Net;
using System.Net.Sockets;
using System.Text;
using Conformance.Harness.Engine;
using Conformance.Harness.Ledger;
using Conformance.Harness.Results;
using Conformance.Stack;

namespace Conformance.Harness.Tests.Hostile;

/// <summary>
/// Systems under test that hang, lie, flood and break connections. Every run ends by its deadline with a verdict for each case and with its reports,
/// stays in bounded memory, and does no harm to the cases of others on the same ports (<see cref="HostileRun"/> checks that each time).
/// </summary>
[Parallelizable(ParallelScope.Children)]
public sealed class HostileSutSpecs
{
    [Test]
    public async Task One_that_never_answers_fails_for_want_of_an_answer()
    {
        var run = await HostileRun.CarryOutAsync(new HostileSut());

        Assert.That(Failures(run), Is.EqualTo(new[] { "Mallory did not send 2xx within 5 s", "Mallory did not send 2xx within 5 s" }));
    }

    [Test]
    public async Task One_that_answers_everything_200_still_owes_its_receipts()
    {
        var run = await HostileRun.CarryOutAsync(new HostileSut { Mallory = x => x.AnswerAsync(200) });

        Assert.That(Failures(run), Is.All.StartsWith("Mallory did not send delivered(M1"));
        Assert.That(run.OfMallory.Select(r => r.Verdict), Is.All.EqualTo(Verdict.Fail));
    }

    [Test]
    public async Task One_that_answers_from_another_port_is_understood_by_the_branch()
    {
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        var run = await HostileRun.CarryOutAsync(
            new HostileSut { Mallory = async x => await other.SendToAsync(x.Response(x.IsMessage ? 486 : 200), x.From) },
            change: p => p with { Cases = [.. p.Cases.Where(c => c.Transport is TransportKind.Udp)] });

        Assert.That(Failures(run), Is.EqualTo(new[] { "Mallory answered 486 where 2xx was due" }));
    }

    [Test]
    [NonParallelizable]
    public async Task One_that_floods_a_case_ends_that_case_alone()
    {
        var run = await HostileRun.CarryOutAsync(new HostileSut
        {
            Mallory = async x =>
            {
                for (var i = 1; x.IsMessage && i <= 10_000; i++)
                {
                    await x.SendAsync(x.NewRequest(i));
                }
            },
        });

        foreach (var result in run.OfMallory)
        {
            // A loaded machine may reach the deadline of the answer before the limit of the flood: the verdict is the same.
            Assert.That(result.Verdict, Is.EqualTo(Verdict.Fail));
            Assert.That(result.Findings, Has.Count.LessThan(30));
            Assert.That(result.Timeline, Has.Count.LessThan(300));
        }
    }

    [Test]
    [NonParallelizable]
    public async Task One_that_floods_nobody_in_particular_leaves_a_bounded_number_of_strays()
    {
        var run = await HostileRun.CarryOutAsync(new HostileSut
        {
            Mallory = async x =>
            {
                await x.AnswerAsync(200);
                for (var i = 1; x.IsMessage && i <= 10_000; i++)
                {
                    await x.SendAsync(x.NewRequest(i, body: new string('x', 500), to: $"sip:nobody{i}@{x.From}"));
                }
            },
        });

        Assert.That(run.Strays, Has.Count.LessThanOrEqualTo(1000).And.Count.GreaterThan(100));
        Assert.That(run.OfMallory.Select(r => r.Verdict), Is.All.EqualTo(Verdict.Fail), () => string.Join('\n', run.OfMallory.Select(r => $"{r.Id}: {r.Reason}")));
    }

    [Test]
    [NonParallelizable]
    public async Task One_that_floods_with_large_datagrams_meets_a_limit_of_octets()
    {
        var run = await HostileRun.CarryOutAsync(new HostileSut
        {
            Mallory = async x =>
            {
                for (var i = 1; x.IsMessage && i <= 4_000; i++)
                {
                    await x.SendAsync(x.NewRequest(i, body: new string('x', 60_000)));
                }
            },
        });

        Assert.That(run.OfMallory.Select(r => r.Verdict), Is.All.EqualTo(Verdict.Fail));
    }

    [Test]
    [NonParallelizable]
    public async Task One_that_sends_provisional_responses_without_end_never_passes()
    {
        var run = await HostileRun.CarryOutAsync(new HostileSut
        {
            Mallory = async x =>
            {
                for (var i = 0; i < 10_000; i++)
                {
                    await x.SendAsync(x.Response(183));
                }
            },
        });

        Assert.That(run.OfMallory.Select(r => r.Verdict), Is.All.EqualTo(Verdict.Inconclusive).Or.EqualTo(Verdict.Fail));
        Assert.That(run.Over(TransportKind.Tcp).Duration, Is.LessThan(TimeSpan.FromSeconds(4)), "the case is ended when it is too much");
    }

    [Test]
    public async Task Half_a_message_and_then_silence_is_no_answer()
    {
        var run = await HostileRun.CarryOutAsync(new HostileSut { Mallory = x => x.SendAsync(x.Response(200)[..80]) }, isBobSpared: false);

        Assert.That(run.OfMallory.Select(r => r.Verdict), Is.All.EqualTo(Verdict.Fail));
        Assert.That(run.Results.Where(r => r.Scenario == "bob" && r.Transport == "udp").Select(r => r.Verdict), Is.All.EqualTo(Verdict.Pass));
    }

    [Test]
    public async Task One_octet_a_second_is_no_answer_in_time()
    {
        var run = await HostileRun.CarryOutAsync(
            new HostileSut
            {
                Mallory = async x =>
                {
                    foreach (var octet in x.Connection is null ? [] : x.Response(200))
                    {
                        await x.SendAsync([octet]);
                        // The slowness is what is tested: an octet a second.
                        await Task.Delay(TimeSpan.FromSeconds(1), x.Sut.Ended);
                    }
                },
            },
            isBobSpared: false);

        Assert.That(run.OfMallory.Select(r => r.Verdict), Is.All.EqualTo(Verdict.Fail));
        Assert.That(run.Results.Where(r => r.Scenario == "bob" && r.Transport == "udp").Select(r => r.Verdict), Is.All.EqualTo(Verdict.Pass));
    }

    [Test]
    public async Task A_Content_Length_of_4_GiB_takes_no_memory_and_is_no_answer()
    {
        var run = await HostileRun.CarryOutAsync(new HostileSut
        {
            Mallory = x => x.SendAsync(Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(x.Response(200)).Replace("Content-Length: 0", "Content-Length: 4294967296", StringComparison.Ordinal))),
        });

        Assert.That(run.OfMallory.Select(r => r.Verdict), Is.All.EqualTo(Verdict.Fail));
    }

    [Test]
    public async Task An_XML_bomb_in_a_receipt_is_a_broken_receipt()
    {
        var entities = string.Concat(Enumerable.Range(1, 20).Select(i => $"<!ENTITY e{i} \"{string.Concat(Enumerable.Repeat($"&e{i - 1};", 50))}\">"));
        var bomb = $"<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY e0 \"ha\">{entities}]><status-receipt xmlns=\"urn:ietf:params:xml:ns:status-receipt\">&e20;</status-receipt>";
        var deep = string.Concat(Enumerable.Repeat("<a>", 15_000));

        var run = await HostileRun.CarryOutAsync(new HostileSut
        {
            Mallory = async x =>
            {
                await x.AnswerAsync(200);
                if (x.IsMessage)
                {
                    await x.SendAsync(x.NewRequest(1, body: bomb, type: "message/status-receipt+xml"));
                    await x.SendAsync(x.NewRequest(2, body: $"<status-receipt xmlns=\"urn:ietf:params:xml:ns:status-receipt\">{deep}", type: "message/status-receipt+xml"));
                }
            },
        });

        Assert.That(run.OfMallory.Select(r => r.Verdict), Is.All.EqualTo(Verdict.Fail));
    }

    [Test]
    public async Task One_that_resets_the_connection_on_every_message_fails_and_takes_nobody_along()
    {
        var run = await HostileRun.CarryOutAsync(new HostileSut
        {
            Mallory = x =>
            {
                x.Connection?.Close(0);
                return Task.CompletedTask;
            },
        });

        Assert.That(run.Over(TransportKind.Tcp).Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(run.Over(TransportKind.Tcp).Timeline.OfType<TimelineEntry.Note>().Select(n => n.Text), Has.Some.Contains("closed the connection"));
    }

    [Test]
    public async Task One_that_resets_every_connection_at_once_comes_to_no_judgement_over_TCP()
    {
        var run = await HostileRun.CarryOutAsync(
            new HostileSut
            {
                Accepted = connection =>
                {
                    connection.LingerState = new LingerOption(true, 0);
                    return Task.FromResult(false);
                },
            },
            isBobSpared: false);

        Assert.That(run.Results.Where(r => r.Transport == "tcp").Select(r => r.Verdict), Is.All.EqualTo(Verdict.Inconclusive));
        Assert.That(run.Results.Where(r => r.Scenario == "bob" && r.Transport == "udp").Select(r => r.Verdict), Is.All.EqualTo(Verdict.Pass));
    }

    [Test]
    public async Task One_that_closes_in_the_middle_of_a_run_is_reached_again_on_a_new_connection()
    {
        var answered = 0;
        var run = await HostileRun.CarryOutAsync(new HostileSut
        {
            Bob = async x =>
            {
                if (x.Connection is { } connection && Interlocked.Increment(ref answered) == 10)
                {
                    connection.Close(0);
                    return;
                }

                await x.AnswerPolitelyAsync();
            },
            Mallory = x => x.AnswerAsync(486),
        });

        Assert.That(Failures(run), Is.All.EqualTo("Mallory answered 486 where 2xx was due"));
    }

    [Test]
    public async Task A_control_action_that_never_completes_ends_with_its_case()
    {
        var sut = new HostileSut { Mallory = x => x.AnswerAsync(200) };
        sut.Endless.Add("read");

        var run = await HostileRun.CarryOutAsync(sut, [.. HostileRun.Ordinary.Take(2), HostileRun.Mallory.Does("read", ("message-id", HostileRun.Asking))], p => p with { Pixit = p.Pixit with { CaseTime = TimeSpan.FromSeconds(3) } });

        Assert.That(run.OfMallory.Select(r => r.Reason), Is.All.EqualTo("the case was not over after 3 s, the most that one may take; it was waiting for a control action to be completed"));
    }

    private static IEnumerable<string> Failures(HostileRun run) =>
        run.OfMallory.Select(r => r.Findings.First(f => f.Severity is Severity.Fail && f.Kind is FindingKind.Flow).Message);
}
