using System.Text;
using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Results;
using Conformance.Harness.Rules;
using Conformance.Stack;
using Conformance.Stack.Sip;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;
using static Conformance.Harness.Dsl.Flow;

namespace Conformance.Harness.Tests.Engine;

/// <summary>What the engine makes of systems under test that behave well, badly, or not at all.</summary>
public sealed class CaseRunSpecs
{
    private static readonly Party Alice = new("Alice");
    private static readonly Party Bob = new("Bob");
    private static readonly Im Asking = new Im("M1").Asking(Im.Positive);

    [Test]
    public void Passes_when_every_arrow_comes_and_names_what_it_exercised()
    {
        var result = ScriptedSut.Run(Conformant(), Ask(Answer200(), Receive()));

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Pass), Explain(result));
        Assert.That(result.Exercised, Is.EquivalentTo(new[] { "RCPT-6.1.2-01", "RCPT-6.1.3.1-02" }));
    }

    [Test]
    public void Blames_the_requirement_of_an_arrow_that_does_not_come()
    {
        var sut = new ScriptedSut { OnRequest = (s, t) => s.Answer(t, 200) };

        var result = ScriptedSut.Run(sut, Ask(Answer200(), Receive()));

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(result.Findings.Single().Requirement, Is.EqualTo("RCPT-6.1.3.1-02"));
        Assert.That(result.Findings.Single().Message, Is.EqualTo("Bob did not send delivered(M1, recipient=Bob) within 32 s"));
        Assert.That(result.Timeline.OfType<TimelineEntry.Missing>().Single().Label, Is.EqualTo("delivered(M1, recipient=Bob)"));
    }

    [Test]
    public void Blames_the_requirement_of_an_answer_with_the_wrong_code_and_stops_the_flow()
    {
        var sut = new ScriptedSut { OnRequest = (s, t) => s.Answer(t, 486) };

        var result = ScriptedSut.Run(sut, Ask(Answer200()));

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(result.Findings.Single().Requirement, Is.EqualTo("RCPT-6.1.2-01"));
        Assert.That(result.Findings.Single().Message, Is.EqualTo("Bob answered 486 where 2xx was due"));
    }

    [Test]
    public void A_final_response_is_due_even_where_none_is_drawn()
    {
        var result = ScriptedSut.Run(new ScriptedSut(), Ask());

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(result.Findings.Single().Message, Does.StartWith("Bob did not send a final response"));
    }

    [Test]
    public void A_forbidden_message_inside_the_window_is_blamed_on_the_requirement_of_the_silence()
    {
        var result = ScriptedSut.Run(Conformant(), Ask(Answer200(), Never(Bob.Sends(Receipt.Any(Asking), to: Alice)).Proves("RCPT-3.2-05")));

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(result.Findings[0].Requirement, Is.EqualTo("RCPT-3.2-05"));
        Assert.That(result.Timeline.OfType<TimelineEntry.Wire>().Count(w => w.Mark is ArrowMark.Forbidden), Is.EqualTo(1));
    }

    [Test]
    public void Silence_is_evidence_only_behind_a_fence_that_came_back()
    {
        var deaf = 0;
        var sut = new ScriptedSut
        {
            // Answers the first message and sends its receipt to nobody; then it is as good as dead.
            OnRequest = (s, t) =>
            {
                if (deaf++ == 0)
                {
                    s.Answer(t, 200);
                }
            },
        };

        var result = ScriptedSut.Run(sut, Ask(Answer200(), Never(Bob.Sends(Receipt.Any(Asking), to: Alice)).Proves("RCPT-3.2-05")));

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(result.Reason, Does.Contain("the fence F-IM did not come back"));
        Assert.That(result.Exercised, Does.Not.Contain("RCPT-3.2-05"));
    }

    [Test]
    public void A_closed_window_is_reported_with_its_fence_its_round_trip_and_its_grace()
    {
        var sut = Conformant(receiptFor: im => im.MessageId is not null && im.ReceiptRequests.Contains(Im.Positive));
        var plain = new Im("M1");

        var result = ScriptedSut.Run(sut, ScenarioOf([Alice.Sends(plain, Bob), Answer200(), Never(Bob.Sends(Receipt.Any(plain), to: Alice)).Proves("RCPT-3.1-11")]));

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Pass), Explain(result));
        var window = result.Fences.Single();
        Assert.That((window.Fence, window.Alive, window.Grace), Is.EqualTo(("F-IM", true, TimeSpan.FromSeconds(2))));
        Assert.That(window.RoundTrip, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(result.Exercised, Does.Contain("RCPT-3.1-11"));
    }

    [Test]
    public void A_message_that_comes_before_its_turn_is_a_finding_although_it_comes()
    {
        var result = ScriptedSut.Run(Conformant(), Ask(Answer200(), Quiet(4), Receive()));

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(result.Findings[0].Message, Is.EqualTo("Bob sent delivered(M1, recipient=Bob) before it was its turn"));
    }

    [Test]
    public void A_message_that_no_step_provides_for_is_a_finding()
    {
        var sut = new ScriptedSut
        {
            OnRequest = (s, t) =>
            {
                s.SendTo(t, "INFO", "text/plain", "surprise"u8.ToArray());
                s.Answer(t, 200);
            },
        };

        var result = ScriptedSut.Run(sut, Ask(Answer200(), Quiet(2)));

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(result.Findings.Single().Message, Is.EqualTo("Bob sent something that the scenario does not provide for"));
        Assert.That(result.Findings.Single().Requirement, Is.Null);
    }

    [Test]
    public void An_unbound_control_action_makes_the_case_inconclusive_and_is_named()
    {
        var result = ScriptedSut.Run(Conformant(), Ask(Answer200(), Bob.Reads(Asking)));

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(result.Reason, Is.EqualTo("needs the control action 'read', which is not bound"));
    }

    [Test]
    public void A_sight_is_awaited_where_it_is_reported_and_not_claimed_where_it_is_not()
    {
        Step[] flow = [Alice.Sends(Asking, Bob), Answer200(), Bob.SeesMessage(Asking).Proves("RCPT-3.1-14")];

        var silent = ScriptedSut.Run(new ScriptedSut { OnRequest = (s, t) => s.Answer(t, 200) }, ScenarioOf(flow));
        var unable = ScriptedSut.Run(new ScriptedSut { OnRequest = (s, t) => s.Answer(t, 200), ReportsSights = false }, ScenarioOf(flow));

        Assert.That(silent.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(unable.Verdict, Is.EqualTo(Verdict.Pass));
        Assert.That(unable.Exercised, Does.Not.Contain("RCPT-3.1-14"));
    }

    [Test]
    public void Time_allowed_for_one_message_is_not_taken_from_a_later_one()
    {
        // The message comes while the action that causes it is not yet reported done; its time would run out while the answer to the receipt is due.
        var im = new Im("M1").Asking(Im.Read);
        var sut = new ScriptedSut
        {
            OnAction = (s, _, values) => s.SendAsTold(values, "message/cpim", Encoding.UTF8.GetBytes(
                $"From: <sip:{values["user"]}@192.0.2.2>\r\nTo: <{values["to"]}>\r\nMessage-ID: m1\r\nReceipt-Request: read\r\n\r\nContent-Type: text/plain\r\n\r\n{values["text"]}")),
            ActionTime = TimeSpan.FromMilliseconds(100),
            OnRequest = (s, t) => s.Loop.After(TimeSpan.FromSeconds(3), () => s.Answer(t, 200)),
        };
        var scenario = new Scenario("early-bird")
        {
            Suite = Suite.Receipts,
            Title = "An early message, then a long wait",
            Story = "Alice's message comes before her action is done; later she takes her time for an answer.",
            Seats = [Alice.As(Seat.ImSender)],
            Transports = [TransportKind.Udp],
            Flow =
            [
                Alice.IsAskedToSend(im, to: Bob),
                Alice.Sends(im, to: Bob),
                Bob.Answers(200, Alice),
                Quiet(6),
                Bob.Sends(Receipt.Read(im).For(Bob), to: Alice),
                Alice.Answers(200, Bob),
            ],
        };

        var result = ScriptedSut.Run(sut, scenario);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Pass), Explain(result));
    }

    [Test]
    public void What_the_harness_sends_is_judged_by_the_same_rules_and_blamed_on_the_harness()
    {
        var never = new Rule("RCPT-3.1-01", "no message is ever good enough", (m, _) => m.IsRequest ? RuleOutcome.Broken("another", "this") : RuleOutcome.NotApplicable);

        var honest = ScriptedSut.Run(new ScriptedSut { OnRequest = (s, t) => s.Answer(t, 200) }, Ask(Answer200()), never);
        var onPurpose = ScriptedSut.Run(
            new ScriptedSut { OnRequest = (s, t) => s.Answer(t, 200) },
            ScenarioOf([Alice.Sends(Asking.AsProvocation(), Bob), Answer200()]),
            never);

        Assert.That(honest.Verdict, Is.EqualTo(Verdict.Error));
        Assert.That(honest.Findings[0].Kind, Is.EqualTo(FindingKind.Harness));
        Assert.That(onPurpose.Verdict, Is.EqualTo(Verdict.Pass));
    }

    [Test]
    public void A_rule_that_the_system_under_test_breaks_is_blamed_once_with_the_place_in_the_bytes()
    {
        var rule = new Rule("I3428-7-02", "a 2xx has no To tag", (m, _) => m is { IsResponse: true, FromSut: true, Method: "MESSAGE" }
            ? RuleOutcome.Broken("none", "a tag", m.RangeOf("tag=sut"))
            : RuleOutcome.NotApplicable);

        var result = ScriptedSut.Run(Conformant(), Ask(Answer200(), Receive()), rule);

        var finding = result.Findings.Single();
        var message = (TimelineEntry.Wire)result.Timeline[finding.Entry!.Value];
        Assert.That(result.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(Encoding.ASCII.GetString(message.Bytes.Span.Slice(finding.Bytes!.Value.Offset, finding.Bytes.Value.Length)), Is.EqualTo("tag=sut"));
    }

    [Test]
    public void A_case_whose_template_throws_is_an_error_of_the_harness_and_ends()
    {
        var sut = new ScriptedSut { OnRequest = (s, t) => s.Answer(t, 200) };

        var result = ScriptedSut.Run(sut, ScenarioOf([Alice.Sends(new Faulty(), Bob)]));

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Error));
        Assert.That(result.Findings[0].Message, Does.Contain("cannot be built"));
    }

    [Test]
    public void Equal_seeds_give_equal_bytes()
    {
        var first = ScriptedSut.Run(Conformant(), Ask(Answer200(), Receive()));
        var second = ScriptedSut.Run(Conformant(), Ask(Answer200(), Receive()));

        Assert.That(BytesOf(first), Is.EqualTo(BytesOf(second)));
    }

    private static string BytesOf(CaseResult result) =>
        string.Join('\n', result.Timeline.OfType<TimelineEntry.Wire>().Select(w => $"{w.At} {Convert.ToHexString(w.Bytes.Span)}"));

    private static Answer Answer200() => Bob.Answers(Codes.Success, Alice).Proves("RCPT-6.1.2-01");

    private static Arrow Receive() => Bob.Sends(Receipt.Delivered(Asking).For(Bob), to: Alice).Proves("RCPT-6.1.3.1-02");

    private static Scenario Ask(params Step[] then) => ScenarioOf([Alice.Sends(Asking, Bob), .. then]);

    private static Scenario ScenarioOf(IReadOnlyList<Step> flow) => new("specimen")
    {
        Suite = Suite.Receipts,
        Title = "A specimen",
        Story = "For tests.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Transports = [TransportKind.Udp],
        Flow = flow,
    };

    private static ScriptedSut Conformant(Func<CpimMessage, bool>? receiptFor = null) => new()
    {
        OnRequest = (sut, transaction) =>
        {
            sut.Answer(transaction, 200);
            if (CpimMessage.TryParse(transaction.Request.Body, CpimReading.Strict, out var im, out _) && (receiptFor?.Invoke(im) ?? true))
            {
                sut.SendTo(transaction, "MESSAGE", "message/cpim", ReceiptFor(im));
            }
        },
    };

    private static byte[] ReceiptFor(CpimMessage im)
    {
        var document = Encoding.UTF8.GetString(StatusReceipt.Delivery(im.MessageId ?? "none", im.To[0].Uri.ToString(), 200).Write());
        return Encoding.UTF8.GetBytes(
            $"From: <{im.To[0].Uri}>\r\nTo: <{im.From!.Uri}>\r\n\r\nContent-Type: message/status-receipt+xml\r\nContent-Disposition: confirm\r\n\r\n{document}");
    }

    private static string Explain(CaseResult result) => string.Join('\n', result.Findings.Select(f => f.ToString()).Append(result.Reason));

    private sealed record Faulty : Template
    {
        public override string Name => "faulty";

        public override string Label => "faulty";

        public override Outbound Compose(Evidence.CaseFacts facts, Arrow arrow) => throw new InvalidOperationException("it cannot be built");

        public override Recognition Recognise(Evidence.Observed message, Evidence.CaseFacts facts, Arrow arrow) => Recognition.No;
    }
}
