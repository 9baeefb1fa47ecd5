using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Engine;
using static Conformance.Harness.Dsl.Flow;

namespace Conformance.Harness.Tests.Engine;

/// <summary>One choreography, seen from each seat.</summary>
public sealed class CasePlanSpecs
{
    private static readonly Party Alice = new("Alice");
    private static readonly Party Relay = new("Relay");
    private static readonly Party Bob = new("Bob");
    private static readonly Im M1 = new Im("M1").Asking(Im.Negative);

    private static readonly Step[] Relayed =
    [
        Alice.Sends(M1, to: Bob, via: Relay),
        Relay.Answers(202, Alice),
        Relay.Forwards(M1, to: Bob),
        Bob.Answers(480, Relay),
        Relay.Sends(Receipt.Failed(M1, 480), to: Alice),
    ];

    [Test]
    public void The_relay_under_test_is_sent_to_awaited_answered_and_awaited_again() => Assert.That(
        Shape(Relayed, Relay),
        Is.EqualTo("send im(M1 negative-delivery) | await 202 + im(M1 negative-delivery) | reply 480 | await failed(M1, 480)"));

    [Test]
    public void Alice_under_test_is_awaited_and_answered_and_what_happens_beyond_the_relay_is_left_out() => Assert.That(
        Shape(Relayed, Alice),
        Is.EqualTo("await im(M1 negative-delivery) | reply 202 | send failed(M1, 480) | await a final response to failed(M1, 480)"));

    [Test]
    public void Bob_under_test_is_sent_to_and_its_answer_awaited() => Assert.That(
        Shape(Relayed, Bob),
        Is.EqualTo("send im(M1 negative-delivery) | await 480"));

    [Test]
    public void A_window_that_ends_before_a_step_is_closed_just_before_it()
    {
        var read = Bob.Reads(M1);

        Assert.That(
            Shape([Alice.Sends(M1, Bob), Bob.Answers(200, Alice), Never(Bob.Sends(Receipt.Any(M1), Alice)).Before(read), read, Bob.Sends(Receipt.Read(M1), Alice)], Bob),
            Is.EqualTo("send im(M1 negative-delivery) | await 200 | forbid any receipt(M1) | close | drive read M1 | await read(M1)"));
    }

    [Test]
    public void In_a_group_the_harness_acts_first_and_then_awaits() => Assert.That(
        Shape([AnyOrder(Bob.Sends(Receipt.Delivered(M1), Alice), Alice.Sends(M1, Bob))], Bob),
        Does.StartWith("send im(M1 negative-delivery) | await delivered(M1)"));

    [Test]
    public void An_answer_is_to_the_request_that_must_come_and_not_to_one_that_may_or_must_not()
    {
        var wanted = Bob.Sends(Receipt.Delivered(M1), Alice);
        Step[] flow = [wanted, Perhaps(Bob.Sends(Receipt.Delivered(M1), Alice)), Never(Bob.Sends(Receipt.Read(M1), Alice)), Alice.Answers(480, Bob)];

        var reply = CasePlan.For(flow, Bob, Carrier.Sip).OfType<Operation.Reply>().Single();

        Assert.That(reply.Request, Is.SameAs(wanted));
    }

    [Test]
    public void An_answer_to_the_only_request_that_may_come_is_to_that_one()
    {
        var perhaps = Bob.Sends(Receipt.Delivered(M1), Alice);

        var reply = CasePlan.For([Perhaps(perhaps), Alice.Answers(480, Bob)], Bob, Carrier.Sip).OfType<Operation.Reply>().Single();

        Assert.That(reply.Request, Is.SameAs(perhaps));
    }

    [Test]
    public void An_answer_to_a_request_that_is_not_drawn_is_refused_with_the_parties_named()
    {
        var fault = Assert.Throws<ScenarioException>(() => Shape([Bob.Answers(200, Alice)], Bob));

        Assert.That(fault!.Message, Is.EqualTo("Bob answers 200 to Alice, but no request from Alice to Bob is drawn before it"));
    }

    private static string Shape(IReadOnlyList<Step> flow, Party sut) => string.Join(" | ", CasePlan.For(flow, sut, Carrier.Sip).Select(o => o switch
    {
        Operation.Send send => $"send {send.Arrow.Label}",
        Operation.Reply reply => $"reply {reply.Answer.Label}",
        Operation.Drive drive => $"drive {drive.Control.Label}",
        Operation.Forbid forbid => $"forbid {forbid.Never.Forbidden.Label}",
        Operation.Close => "close",
        Operation.Await awaiting => $"await {string.Join(" + ", awaiting.Expectations.Select(e => e.Step.Label))}",
        _ => o.GetType().Name,
    }));
}
