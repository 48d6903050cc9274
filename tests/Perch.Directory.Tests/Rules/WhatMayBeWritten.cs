namespace Perch.Directory.Tests.Rules;

public class WhatMayBeWritten
{
    private static readonly UserDraft _alice = new() { Username = "alice", Extension = "204" };

    private static readonly DeviceDraft _windowDesk =
        new() { Nickname = "Window desk", Sip = new() { Username = "window" } };

    private static readonly AccountDraft _acme = new() { Name = "Acme", Realm = "acme.example.com" };

    public static TheoryData<string, UserDraft> UsersThatAreRefused() => new()
    {
        { "username", _alice with { Username = "" } },
        { "username", _alice with { Username = " alice" } },
        { "username", _alice with { Username = new('a', 65) } },
        { "firstName", _alice with { FirstName = "A\0lice" } },
        { "lastName", _alice with { LastName = new('a', 129) } },
        { "email", _alice with { Email = "alice" } },
        { "email", _alice with { Email = "alice@" } },
        { "email", _alice with { Email = "a b@example.com" } },
        { "extension", _alice with { Extension = "" } },
        { "extension", _alice with { Extension = "2o4" } },
        { "extension", _alice with { Extension = "*11" } },
        { "extension", _alice with { Extension = "1234567890123456" } },
        { "language", _alice with { Language = "english" } },
        { "language", _alice with { Language = "en_US" } },
        { "callerId.external", _alice with { CallerId = new(null, "00 49") } },
        { "password", _alice with { NewPassword = new("seven77") } },
        { "hotDesk.id", _alice with { HotDesk = new() { Enabled = true } } },
        { "hotDesk.id", _alice with { HotDesk = new() { Id = "1234567890123456" } } },
        { "hotDesk.id", _alice with { HotDesk = new() { Id = "2-4" } } },
        { "hotDesk.pin", _alice with { HotDesk = new() { Id = "204", RequirePin = true } } },
        { "hotDesk.pin", _alice with { HotDesk = new() { Id = "204", NewPin = new("1234") } } },
        { "hotDesk.pin", _alice with { Extension = "2580", HotDesk = new() { NewPin = new("2580") } } },
        { "hotDesk.autoLogOut.afterHours", _alice with { HotDesk = new() { AutoLogOut = new() { AfterHours = 0 } } } },
        { "hotDesk.autoLogOut.afterHours", Hours(double.NaN) },
        { "hotDesk.autoLogOut", _alice with { HotDesk = new() { AutoLogOut = new() { AfterIdleMinutes = 5 } } } },
    };

    public static TheoryData<string, DeviceDraft> DevicesThatAreRefused() => new()
    {
        { "nickname", _windowDesk with { Nickname = "" } },
        { "macAddress", _windowDesk with { MacAddress = "00:15:65:12:34" } },
        { "macAddress", _windowDesk with { MacAddress = "00:15:65:12:34:5g" } },
        { "sip.username", _windowDesk with { Sip = new() } },
        { "sip.username", _windowDesk with { Sip = new() { Username = "window desk" } } },
        { "sip.username", _windowDesk with { Sip = new() { Username = "wind@w" } } },
        { "sip.username", _windowDesk with { Sip = new() { Username = new('w', 65) } } },
        { "sip.password", Password("short") },
        { "sip.password", Password(new('p', 129)) },
        { "sip.password", Password("with\nline") },
        { "sip.maxBindings", _windowDesk with { Sip = _windowDesk.Sip with { MaxBindings = 0 } } },
        { "sip.maxBindings", _windowDesk with { Sip = _windowDesk.Sip with { MaxBindings = 17 } } },
        { "autoLogOut.afterIdleMinutes", _windowDesk with { Policy = Idle(0) } },
        { "autoLogOut.afterUnregisteredMinutes", _windowDesk with { Policy = Unregistered(-1) } },
    };

    public static TheoryData<string, AccountDraft> AccountsThatAreRefused() => new()
    {
        { "name", _acme with { Name = "" } },
        { "realm", _acme with { Realm = "acme example" } },
        { "realm", _acme with { Realm = "-acme.example.com" } },
        { "realm", _acme with { Realm = "acme..com" } },
        { "country", _acme with { Country = "de" } },
        { "country", _acme with { Country = "DEU" } },
        { "timeZone", _acme with { TimeZone = "Berlin" } },
        { "timeZone", _acme with { TimeZone = "" } },
        { "language", _acme with { Language = "" } },
    };

    [Theory]
    [MemberData(nameof(UsersThatAreRefused))]
    public void A_user_is_refused_by_the_name_of_the_field(string field, UserDraft draft) =>
        Assert.Equal(field, Problem(checks => UserRules.Check(checks, draft)));

    [Theory]
    [MemberData(nameof(DevicesThatAreRefused))]
    public void A_device_is_refused_by_the_name_of_the_field(string field, DeviceDraft draft) =>
        Assert.Equal(field, Problem(checks => DeviceRules.Check(checks, draft)));

    [Theory]
    [MemberData(nameof(AccountsThatAreRefused))]
    public void An_account_is_refused_by_the_name_of_the_field(string field, AccountDraft draft) =>
        Assert.Equal(field, Problem(checks => AccountRules.Check(checks, draft)));

    [Theory]
    [InlineData("address.country", "Europe/Berlin")]
    [InlineData("timeZone", "Europe/Atlantis")]
    public void A_site_is_refused_by_the_name_of_the_field(string field, string timeZone)
    {
        var address = new PostalAddress("Main Street 1", "Berlin", null, "10115", field == "timeZone" ? "DE" : "germany");
        var draft = new SiteDraft { Name = "Berlin", TimeZone = timeZone, Address = address };

        Assert.Equal(field, Problem(checks => AccountRules.Check(checks, draft)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("*1A")]
    [InlineData("*1234567890")]
    public void A_code_that_cannot_be_dialled_is_refused(string code) =>
        Assert.Equal("code", Problem(checks => AccountRules.CheckCode(checks, code)));

    [Theory]
    [InlineData("00:15:65:AB:CD:EF")]
    [InlineData("00-15-65-ab-cd-ef")]
    [InlineData("0015.65ab.cdef")]
    [InlineData("001565ABCDEF")]
    public void A_mac_address_is_kept_in_one_way(string written) =>
        Assert.Equal("001565abcdef", MacAddress.TryRead(written));

    [Theory]
    [InlineData("short1", true)]
    [InlineData("123456789012", true)]
    [InlineData("my-window-phone", true)]
    [InlineData("Tq7mWd2xKp9z", false)]
    public void A_weak_sip_password_is_known(string password, bool isWeak) =>
        Assert.Equal(isWeak, SipPasswords.IsWeak(password, "window"));

    private static UserDraft Hours(double hours) => _alice with
    {
        HotDesk = new() { AutoLogOut = new() { AfterHours = hours } },
    };

    private static DeviceDraft Password(string password) => _windowDesk with
    {
        Sip = _windowDesk.Sip with { NewPassword = new(password) },
    };

    private static DeskPolicy Idle(int minutes) => new() { AutoLogOut = new() { AfterIdleMinutes = minutes } };

    private static DeskPolicy Unregistered(int minutes) =>
        new() { AutoLogOut = new() { AfterUnregisteredMinutes = minutes } };

    private static string Problem(Action<FieldChecks> check)
    {
        var checks = new FieldChecks();
        check(checks);
        var refused = Assert.IsType<ChangeOutcome<bool>.Refused>(checks.Refuse<bool>());
        return Assert.Single(refused.Problems.Select(problem => problem.Field).Distinct());
    }
}
