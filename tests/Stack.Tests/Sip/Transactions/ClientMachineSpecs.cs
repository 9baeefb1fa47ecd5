using Conformance.Stack.Net;
using Conformance.Stack.Sip;
using Conformance.Stack.Sip.Transactions;
using static Conformance.Stack.Sip.Transactions.TransactionEffects;

namespace Conformance.Stack.Tests.Sip.Transactions;

/// <summary>RFC 3261 17.1 with RFC 6026: when requests are sent again, and when transactions end.</summary>
[TestFixture]
public sealed class ClientMachineSpecs
{
    private static readonly DateTimeOffset s_start = VirtualLoop.Epoch;

    [Test]
    public void A_non_INVITE_over_UDP_is_sent_eleven_times_in_32_seconds()
    {
        var log = Run(new NonInviteClient(SipTimers.Default, reliable: false));

        Assert.That(log, Is.EqualTo(new[]
        {
            "0: SendRequest", "0.5: SendRequest", "1.5: SendRequest", "3.5: SendRequest", "7.5: SendRequest", "11.5: SendRequest", "15.5: SendRequest",
            "19.5: SendRequest", "23.5: SendRequest", "27.5: SendRequest", "31.5: SendRequest", "32: TimedOut, Terminated",
        }));
    }

    [Test]
    public void An_INVITE_over_UDP_is_sent_seven_times_the_pause_doubling_without_a_cap()
    {
        var log = Run(new InviteClient(SipTimers.Default, reliable: false));

        Assert.That(log, Is.EqualTo(new[]
        {
            "0: SendRequest", "0.5: SendRequest", "1.5: SendRequest", "3.5: SendRequest", "7.5: SendRequest", "15.5: SendRequest", "31.5: SendRequest",
            "32: TimedOut, Terminated",
        }));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Over_a_reliable_transport_nothing_is_sent_again_and_the_timeout_is_the_same(bool invite)
    {
        IClientMachine machine = invite ? new InviteClient(SipTimers.Default, true) : new NonInviteClient(SipTimers.Default, true);

        Assert.That(Run(machine), Is.EqualTo(new[] { "0: SendRequest", "32: TimedOut, Terminated" }));
    }

    [Test]
    public void All_timers_follow_T1()
    {
        var fast = new SipTimers { T1 = TimeSpan.FromMilliseconds(50), T2 = TimeSpan.FromMilliseconds(400) };

        var log = Run(new NonInviteClient(fast, reliable: false));

        Assert.That(log[..5], Is.EqualTo(new[] { "0: SendRequest", "0.05: SendRequest", "0.15: SendRequest", "0.35: SendRequest", "0.75: SendRequest" }));
        Assert.That(log[^1], Is.EqualTo("3.2: TimedOut, Terminated"));
    }

    [Test]
    public void After_a_provisional_response_a_non_INVITE_is_sent_every_T2()
    {
        var log = Run(new NonInviteClient(SipTimers.Default, reliable: false), (0.2, 100));

        Assert.That(log[..5], Is.EqualTo(new[] { "0: SendRequest", "0.2: Deliver", "0.5: SendRequest", "4.5: SendRequest", "8.5: SendRequest" }));
        Assert.That(log[^1], Is.EqualTo("32: TimedOut, Terminated"));
    }

    [Test]
    public void After_a_provisional_response_an_INVITE_waits_without_end()
    {
        var machine = new InviteClient(SipTimers.Default, reliable: false);

        Assert.That(Run(machine, (0.2, 180)), Is.EqualTo(new[] { "0: SendRequest", "0.2: Deliver" }));
        Assert.That((machine.State, machine.Deadline), Is.EqualTo((ClientState.Proceeding, (DateTimeOffset?)null)));
    }

    [TestCase(false, "5.1: Terminated")]
    [TestCase(true, null)]
    public void Copies_of_a_final_response_are_absorbed_for_T4_over_UDP_only(bool reliable, string? end)
    {
        var log = Run(new NonInviteClient(SipTimers.Default, reliable), (0.1, 200), (0.3, 200), (0.4, 486));

        Assert.That(log[1], Is.EqualTo(reliable ? "0.1: Deliver, Terminated" : "0.1: Deliver"));
        Assert.That(log[2..4], Is.EqualTo(new[] { "0.3: Absorbed", "0.4: Absorbed" }));
        Assert.That(log.ElementAtOrDefault(4), Is.EqualTo(end));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_2xx_to_an_INVITE_keeps_it_in_Accepted_for_64_T1_and_further_2xx_pass(bool reliable)
    {
        var log = Run(new InviteClient(SipTimers.Default, reliable), (0.1, 180), (0.2, 200), (0.3, 200), (0.4, 180), (0.5, 486));

        Assert.That(log[1..], Is.EqualTo(new[]
        {
            "0.1: Deliver", "0.2: Deliver", "0.3: Deliver", "0.4: Absorbed", "0.5: Absorbed", "32.2: Terminated",
        }));
    }

    [Test]
    public void A_non_2xx_to_an_INVITE_is_acknowledged_each_time_and_delivered_once()
    {
        var log = Run(new InviteClient(SipTimers.Default, reliable: false), (0.1, 486), (0.6, 486), (0.7, 200));

        Assert.That(log[1..], Is.EqualTo(new[] { "0.1: SendAck, Deliver", "0.6: SendAck, Absorbed", "0.7: Absorbed", "32.1: Terminated" }));
    }

    [Test]
    public void A_non_2xx_over_a_reliable_transport_is_acknowledged_and_ends_it()
    {
        Assert.That(Run(new InviteClient(SipTimers.Default, reliable: true), (0.1, 486))[1..], Is.EqualTo(new[] { "0.1: SendAck, Deliver, Terminated" }));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_transport_error_is_reported_once_and_ends_it(bool invite)
    {
        IClientMachine machine = invite ? new InviteClient(SipTimers.Default, false) : new NonInviteClient(SipTimers.Default, false);
        machine.Start(s_start);

        Assert.That(machine.TransportError(), Is.EqualTo(Failed | Terminated));
        Assert.That(machine.TransportError(), Is.EqualTo(None));
        Assert.That(machine.Deadline, Is.Null);
    }

    [Test]
    public void After_the_final_response_a_transport_error_means_nothing()
    {
        var machine = new NonInviteClient(SipTimers.Default, reliable: false);
        machine.Start(s_start);
        machine.Response(200, s_start);

        Assert.That((machine.TransportError(), machine.State), Is.EqualTo((None, ClientState.Completed)));
    }

    /// <summary>Feeds responses at their seconds and every deadline in between, until nothing is due any more.</summary>
    private static List<string> Run(IClientMachine machine, params (double At, int Status)[] responses)
    {
        var log = new List<string>();
        Note(s_start, machine.Start(s_start));
        var queue = new Queue<(double At, int Status)>(responses);
        while (queue.Count > 0 || machine.Deadline is not null)
        {
            var next = queue.Count > 0 ? s_start + TimeSpan.FromSeconds(queue.Peek().At) : DateTimeOffset.MaxValue;
            if (machine.Deadline is { } due && due <= next)
            {
                Assert.That(machine.Elapsed(due - TimeSpan.FromTicks(1)), Is.EqualTo(None), "nothing happens early");
                Note(due, machine.Elapsed(due));
            }
            else
            {
                Note(next, machine.Response(queue.Dequeue().Status, next));
            }
        }

        return log;

        void Note(DateTimeOffset now, TransactionEffects effects) => log.Add(FormattableString.Invariant($"{(now - s_start).TotalSeconds:0.###}: {effects}"));
    }
}
