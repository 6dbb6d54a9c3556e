// What still has to be found out of an event, best first.
