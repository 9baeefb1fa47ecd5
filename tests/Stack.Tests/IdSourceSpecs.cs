namespace Conformance.Stack.Tests;

[TestFixture]
public sealed class IdSourceSpecs
{
    [Test]
    public void Equal_seeds_draw_equal_ids()
    {
        var (one, other) = (new IdSource(7), new IdSource(7));

        Assert.That(Draw(one), Is.EqualTo(Draw(other)));
        Assert.That(Draw(new IdSource(8)), Is.Not.EqualTo(Draw(new IdSource(7))));
    }

    [Test]
    public void A_child_depends_on_its_name_and_not_on_what_was_drawn_before()
    {
        var fresh = new IdSource(7);
        var used = new IdSource(7);
        _ = Draw(used);
        _ = used.Child("bob").Next();

        Assert.That(used.Child("alice").Tag(), Is.EqualTo(fresh.Child("alice").Tag()));
        Assert.That(fresh.Child("alice").Tag(), Is.Not.EqualTo(fresh.Child("bob").Tag()));
        Assert.That(fresh.Child("a").Child("b").Tag(), Is.Not.EqualTo(fresh.Child("ab").Tag()));
    }

    [Test]
    public void A_hundred_thousand_tokens_do_not_collide()
    {
        var ids = new IdSource(1);

        Assert.That(Enumerable.Range(0, 100_000).Select(_ => ids.Tag()).Distinct().Count(), Is.EqualTo(100_000));
    }

    [TestCase(nameof(IdSource.Branch), "^z9hG4bK[a-z2-7]{16}$")]
    [TestCase(nameof(IdSource.Tag), "^[a-z][a-z2-7]{11}$")]
    [TestCase(nameof(IdSource.CallId), "^[a-z][a-z2-7]{23}$")]
    [TestCase(nameof(IdSource.MessageId), "^[a-z][a-z2-7]{19}$")]
    [TestCase(nameof(IdSource.MsrpTransaction), "^[a-z][a-z2-7]{3,31}$")]
    [TestCase(nameof(IdSource.MsrpSessionId), "^[a-z][a-z2-7]{23}$")]
    [TestCase(nameof(IdSource.Boundary), "^b-[a-z][a-z2-7]{17}$")]
    public void Every_id_is_legal_where_it_is_used(string kind, string pattern)
    {
        var ids = new IdSource(3);
        var draw = typeof(IdSource).GetMethod(kind)!.CreateDelegate<Func<string>>(ids);

        Assert.That(Enumerable.Range(0, 200).Select(_ => draw()), Has.All.Match(pattern));
    }

    [Test]
    public void Numbers_are_spread_evenly()
    {
        var ids = new IdSource(11);
        var tenths = new int[10];
        for (var i = 0; i < 100_000; i++)
        {
            tenths[(int)(ids.NextDouble() * 10)]++;
        }

        Assert.That(tenths, Is.All.InRange(9_500, 10_500));
    }

    private static string Draw(IdSource ids) => $"{ids.Branch()} {ids.Tag()} {ids.CallId()} {ids.Boundary()} {ids.Next()}";
}
