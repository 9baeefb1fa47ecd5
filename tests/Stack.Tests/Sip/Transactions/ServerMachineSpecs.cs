using Conformance.Stack.Net;
using Conformance.Stack.Sip;
using Conformance.Stack.Sip.Transactions;

namespace Conformance.Stack.Tests.Sip.Transactions;

/// <summary>RFC 3261 17.2 with RFC 6026 and RFC 4320. Inputs: a status is an answer, "copy" a repeated request, "ack" an ACK, "error" a failed send.</summary>
[TestFixture]
public sealed class ServerMachineSpecs
{
    private static readonly DateTimeOffset s_start = VirtualLoop.Epoch;

    [Test]
    public void Copies_before_an_answer_are_absorbed_in_silence()
    {
        Assert.That(NonInvite(false, (0.5, "copy"), (1.5, "copy"), (2, "200"))[..3], Is.EqualTo(new[] { "0.5: Absorbed", "1.5: Absorbed", "2: SendResponse" }));
    }

    [Test]
    public void Copies_after_the_final_answer_get_it_again_for_64_T1()
    {
        Assert.That(NonInvite(false, (0.1, "200"), (0.5, "copy"), (31, "copy")), Is.EqualTo(new[]
        {
            "0.1: SendResponse", "0.5: SendResponse, Absorbed", "31: SendResponse, Absorbed", "32.1: Terminated",
        }));
    }

    [Test]
    public void A_second_final_answer_is_dropped()
    {
        Assert.That(NonInvite(false, (0.1, "200"), (0.2, "480"))[..2], Is.EqualTo(new[] { "0.1: SendResponse", "0.2: Absorbed" }));
    }

    [Test]
    public void Over_a_reliable_transport_the_final_answer_ends_it()
    {
        Assert.That(NonInvite(true, (5, "202")), Is.EqualTo(new[] { "5: SendResponse, Terminated" }));
    }

    [Test]
    public void Over_UDP_a_100_is_due_when_the_client_would_slow_down_and_not_before()
    {
        Assert.That(NonInvite(false, (3, "copy"), (7.5, "copy"), (8, "200"))[..4], Is.EqualTo(new[]
        {
            "3: Absorbed", "3.5: SendTrying", "7.5: SendResponse, Absorbed", "8: SendResponse",
        }));
        Assert.That(NonInvite(true, (60, "200")), Is.EqualTo(new[] { "60: SendResponse, Terminated" }));
    }

    [Test]
    public void An_INVITE_gets_a_100_after_200_ms_unless_it_is_answered()
    {
        Assert.That(Invite(false, (0.1, "copy"), (0.5, "copy"), (1, "180"), (1.5, "copy")), Is.EqualTo(new[]
        {
            "0.1: Absorbed", "0.2: SendTrying", "0.5: SendResponse, Absorbed", "1: SendResponse", "1.5: SendResponse, Absorbed",
        }));
        Assert.That(Invite(false, (0.1, "180")), Is.EqualTo(new[] { "0.1: SendResponse" }));
    }

    [Test]
    public void A_non_2xx_to_an_INVITE_is_repeated_up_to_T2_until_the_ACK()
    {
        Assert.That(Invite(false, (0.1, "486"), (8, "ack"), (8.1, "ack")), Is.EqualTo(new[]
        {
            "0.1: SendResponse", "0.6: SendResponse", "1.6: SendResponse", "3.6: SendResponse", "7.6: SendResponse", "8: Acknowledged", "8.1: Absorbed",
            "13: Terminated",
        }));
    }

    [Test]
    public void Without_an_ACK_it_times_out_after_64_T1_on_any_transport()
    {
        Assert.That(Invite(true, (0.1, "486")), Is.EqualTo(new[] { "0.1: SendResponse", "32.1: TimedOut, Terminated" }));
        Assert.That(Invite(false, (0.1, "486"))[^2..], Is.EqualTo(new[] { "31.6: SendResponse", "32.1: TimedOut, Terminated" }));
    }

    [Test]
    public void An_ACK_over_a_reliable_transport_ends_it()
    {
        Assert.That(Invite(true, (0.1, "486"), (0.2, "ack")), Is.EqualTo(new[] { "0.1: SendResponse", "0.2: Acknowledged, Terminated" }));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_2xx_leaves_the_INVITE_in_Accepted_absorbing_copies_while_the_user_repeats_it(bool reliable)
    {
        Assert.That(Invite(reliable, (0.1, "200"), (0.5, "copy"), (0.6, "200"), (0.7, "ack"), (0.8, "486")), Is.EqualTo(new[]
        {
            "0.1: SendResponse", "0.5: Absorbed", "0.6: SendResponse", "0.7: Deliver", "0.8: Absorbed", "32.1: Terminated",
        }));
    }

    [Test]
    public void A_failed_send_ends_a_non_INVITE_and_not_an_INVITE()
    {
        Assert.That(NonInvite(false, (0.1, "200"), (0.2, "error"))[1], Is.EqualTo("0.2: Failed, Terminated"));
        Assert.That(Invite(false, (0.1, "200"), (0.2, "error"), (0.3, "200"))[1..3], Is.EqualTo(new[] { "0.2: Failed", "0.3: SendResponse" }));
    }

    private static List<string> NonInvite(bool reliable, params (double At, string Input)[] inputs) => Run(new NonInviteServer(SipTimers.Default, reliable), inputs);

    private static List<string> Invite(bool reliable, params (double At, string Input)[] inputs) => Run(new InviteServer(SipTimers.Default, reliable), inputs);

    private static List<string> Run(IServerMachine machine, (double At, string Input)[] inputs)
    {
        var log = new List<string>();
        machine.Start(s_start);
        var queue = new Queue<(double At, string Input)>(inputs);
        while (queue.Count > 0 || machine.Deadline is not null)
        {
            var next = queue.Count > 0 ? s_start + TimeSpan.FromSeconds(queue.Peek().At) : DateTimeOffset.MaxValue;
            if (machine.Deadline is { } due && due <= next)
            {
                Note(due, machine.Elapsed(due));
            }
            else
            {
                Note(next, queue.Dequeue().Input switch
                {
                    "copy" => machine.Repeated(),
                    "ack" => machine.Acknowledged(next),
                    "error" => machine.TransportError(),
                    var status => machine.Respond(int.Parse(status), next),
                });
            }
        }

        return log;

        void Note(DateTimeOffset now, TransactionEffects effects) => log.Add(FormattableString.Invariant($"{(now - s_start).TotalSeconds:0.###}: {effects}"));
    }
}
