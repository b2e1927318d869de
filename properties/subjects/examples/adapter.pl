# JSON::PP behind the line protocol (../PROTOCOL.md).
use strict;
use warnings;
use B ();
use JSON::PP ();

my @keys = qw(id name connectorGroupType isDefault region);
$| = 1;
sub value {
    my ($v) = @_;
    return "null" unless defined $v;
    return $v ? "true" : "false" if JSON::PP::is_bool($v);
    return "other" if ref $v or B::svref_2object(\$v)->FLAGS & (B::SVp_IOK | B::SVp_NOK);
    utf8::encode($v);
    return "s:" . unpack("H*", $v);
}

sub read_group {
    my $group = eval { JSON::PP->new->utf8->decode($_[0]) };
    return "reject" if ref $group ne "HASH" or value($group->{name}) !~ /^s:/;
    return join " ", "accept", map { "$_=" . value($group->{$_}) } grep { exists $group->{$_} } @keys;
}

while (my $line = <STDIN>) {
    my ($number, $verb, $hex) = split " ", $line;
    my $answer = "skip";
    $answer = "ok proto=n:1 name=" . value("JSON::PP") . " version=" . value("$JSON::PP::VERSION") if $verb eq "hello";
    $answer = read_group(pack "H*", $hex // "") if $verb eq "read-request" || $verb eq "read-response";
    print "$number $answer\n";
}
